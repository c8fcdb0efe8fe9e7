"""The state on a Redis or Valkey server, shared by all nodes of a fleet."""

from gatepost.state.redis.address import SCHEMES
from gatepost.state.redis.state import RedisState, open_redis

__all__ = ["SCHEMES", "RedisState", "open_redis"]

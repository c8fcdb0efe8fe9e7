"""A Redis or Valkey server: its scripts are run, and whatever goes wrong is a fault within a bounded time.

The server runs a script as one step, between those of everybody else: that is what makes a transaction of it. A call
that was not answered may have been carried out all the same, so nothing is sent a second time here. Connections are
made when they are needed, and anew when they are lost: a server that comes back is used again by itself.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import MaxConnectionsError, RedisError, ResponseError
from redis.exceptions import TimeoutError as NoAnswer

from gatepost.errors import GatepostFault
from gatepost.state.redis.address import Address
from gatepost.state.redis.scripts import scripts

_WAIT_SECONDS = 0.5  # for a connection, and again for an answer: a person waits for it
_CONNECTIONS = 256  # of one worker; a server at hand that answers at all needs few

type Argument = str | bytes | int


class Server:
    """One object belongs to one event loop. A failure is `GatepostFault(stage="state")`."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._redis = Redis(
            host=address.host,
            port=address.port,
            db=address.database,
            username=address.user or None,
            password=address.password or None,
            socket_timeout=_WAIT_SECONDS,
            socket_connect_timeout=_WAIT_SECONDS,
            retry=Retry(NoBackoff(), 0),
            max_connections=_CONNECTIONS,
            client_name="gatepost",
            protocol=2,
            **_tls(address),
        )
        self._scripts = {name: self._redis.register_script(text) for name, text in scripts().items()}

    async def run(self, script: str, keys: Sequence[str], *arguments: Argument) -> Any:
        """What the script of that name answers: bytes, integers, None, and lists of them."""
        async with self._answered():
            return await self._scripts[script](keys=keys, args=arguments)

    async def command(self, *words: Argument) -> Any:
        """What the server answers to a plain command."""
        async with self._answered():
            return await self._redis.execute_command(*words)  # type: ignore[no-untyped-call] # the client's own are for people at a prompt

    @asynccontextmanager
    async def _answered(self) -> AsyncIterator[None]:
        try:
            yield
        except (NoAnswer, MaxConnectionsError) as error:
            raise self._fault("does not answer in time", "slow") from error
        except ResponseError as error:
            # It may be a replica by now, or out of memory: whoever answers to its name next is asked anew.
            await self._redis.connection_pool.disconnect(inuse_connections=False)
            raise self._fault(f"refuses to work: {_code(error)}", "gone") from error
        except (RedisError, OSError) as error:
            raise self._fault(f"cannot be reached: {type(error).__name__}", "gone") from error

    async def close(self) -> None:
        await self._redis.aclose()

    def _fault(self, what: str, reason: str) -> GatepostFault:
        return GatepostFault(f"the state at {self._address} {what}", stage="state", reason=reason)


def _tls(address: Address) -> Mapping[str, Any]:
    if not address.tls:
        return {}
    return {
        "ssl": True,
        "ssl_ca_certs": address.ca_file or None,
        "ssl_certfile": address.cert_file or None,
        "ssl_keyfile": address.key_file or None,
    }


def _code(error: ResponseError) -> str:
    """The first word of what the server says; the rest may repeat what it was asked."""
    return str(error).partition(" ")[0][:40]

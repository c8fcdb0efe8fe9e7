"""The state on a Redis or Valkey server, shared by all nodes of a fleet. Its client is loaded by `server` alone."""

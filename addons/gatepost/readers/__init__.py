"""Processes that open what strangers send: files go in, findings come out, and whatever happens there, the gate goes on."""

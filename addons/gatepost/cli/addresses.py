"""HOST:PORT, as options of several commands have it."""

from gatepost.errors import GatepostError


def address_of(text: str) -> tuple[str, int]:
    """The host, without the brackets of an IPv6 address, and the port."""
    host, colon, port = text.rpartition(":")
    if not colon or not port.isdigit() or int(port) > 65535:
        raise GatepostError(f"{text!r} is not HOST:PORT, such as 127.0.0.1:8080")
    return host.strip("[]"), int(port)

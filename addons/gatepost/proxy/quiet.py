"""What mitmproxy says of connections, kept to what holds no content.

At its usual level it writes the beginning of a request that broke off, query string and credentials included; and the
text of an exception may hold what it failed on. So its lines about connections begin at warnings, and say of an
exception its type and where it came from.
"""

import logging

from gatepost.proxy.faults import places_of

_CONNECTIONS = logging.getLogger("mitmproxy.proxy.server")


def quieten() -> None:
    """For the whole process, whichever program loaded the add-on."""
    _CONNECTIONS.setLevel(logging.WARNING)
    _CONNECTIONS.addFilter(_without_text)


def _without_text(record: logging.LogRecord) -> bool:
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        record.msg, record.args = "a connection failed in mitmproxy: %s%s", (type(error).__name__, places_of(error))
        record.exc_info = None
    return True

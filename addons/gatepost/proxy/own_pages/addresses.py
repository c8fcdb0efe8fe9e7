"""Which addresses are the gateway's own, and where on them a page stands.

They are those of the reserved host (`http://gatepost.internal/`), and those under `/.well-known/gatepost/` of any host,
so that a page in place of a platform's own can send its form to where it stands.
"""

from gatepost.platforms.address import parse_address
from gatepost.responses.page import HOST

__all__ = ["HOST", "PREFIX", "is_own", "page_address", "page_named"]

PREFIX = "/.well-known/gatepost/"
_WELL_KNOWN = (".well-known", "gatepost")


def is_own(url: str) -> bool:
    """Whether this address is the gateway's own, on whatever host it stands."""
    if "gatepost" not in url.lower():
        return False
    address = parse_address(url)
    return address.host == HOST or address.path[:2] == _WELL_KNOWN


def page_address(page: str) -> str:
    """Where people find a page by its name, such as an incident by its number."""
    return f"http://{HOST}/{page}"


def page_named(url: str) -> str:
    """The name of the page that this own address asks for; empty for the first page."""
    path = parse_address(url).path
    return "/".join(path[2:] if path[:2] == _WELL_KNOWN else path)

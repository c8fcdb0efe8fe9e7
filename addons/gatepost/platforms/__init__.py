"""Request -> Post: which platform and endpoint a request is, who acts, and what it says.

Platforms are data (`policy/platforms/*.yaml`); this package reads them and applies them. `load_platforms` makes the
`Platforms`, `read` reads a request with them.
"""

from gatepost.platforms.addresses import address_key, addressed, sends_to, waits_for
from gatepost.platforms.load import load_platforms
from gatepost.platforms.match import Frames, Platforms, Recognised
from gatepost.platforms.read import (
    closes,
    given,
    gives,
    learn,
    read,
    read_frame,
    read_recognised,
    refusal_of,
    session_secret,
)
from gatepost.platforms.spec import Endpoint, Learn, PlatformSpec, Refusal

__all__ = [
    "Endpoint",
    "Frames",
    "Learn",
    "PlatformSpec",
    "Platforms",
    "Recognised",
    "Refusal",
    "address_key",
    "addressed",
    "closes",
    "given",
    "gives",
    "learn",
    "load_platforms",
    "read",
    "read_frame",
    "read_recognised",
    "refusal_of",
    "sends_to",
    "session_secret",
    "waits_for",
]

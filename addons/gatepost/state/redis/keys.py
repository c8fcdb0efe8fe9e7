"""Under which keys things are kept: `gatepost:1:{person}:name`, where `1` is the version of everything behind it.

Keys are few and short: one of up to 44 characters takes the server some 160 bytes beside what is behind it.
What a script touches is all of one person, and the braces put it on one server of a cluster. People, sessions and
uploads are digests here, so that no key is long or has braces of its own, whatever a platform calls things.
"""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Sequence

from gatepost.state.base import UploadId

_PREFIX = "gatepost:1"
# What is kept of a person, in the order in which every script is given the keys.
_OF_PERSON = ("usage", "places", "holds", "refused", "coached", "agreed")

ASKED = f"{_PREFIX}:asked"  # written to see whether anything can be
LAPSING = f"{_PREFIX}:lapsing"  # incidents that wait for an answer, by when they expire


def digest(*parts: str) -> str:
    """What stands for these names, in their order, and for no others."""
    named = "".join(f"{len(part)}:{part}" for part in parts)
    short = hashlib.sha256(named.encode("utf-8", "surrogatepass")).digest()[:16]
    return urlsafe_b64encode(short).decode().rstrip("=")


def person_keys(person: str) -> Sequence[str]:
    """The keys of a person, by the digest of their id."""
    return tuple(f"{_PREFIX}:{{{person}}}:{name}" for name in _OF_PERSON)


def agreement_key(person: str) -> str:
    return f"{_PREFIX}:{{{person}}}:agreed"


def put_off_key(person: str) -> str:
    return f"{_PREFIX}:{{{person}}}:put-off"


def session_key(platform: str, session: str) -> str:
    return f"{_PREFIX}:session:{digest(platform, session)}"


def upload_key(upload: UploadId) -> str:
    return f"{_PREFIX}:upload:{digest(upload.platform, upload.principal, upload.media)}"

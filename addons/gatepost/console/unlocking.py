"""A form with a person's locked key and its passphrase -> their private key, for as long as the request takes.

Each try costs about a second and 256 MiB, so one is made at a time. The rule to keep: neither key nor passphrase is
kept, recorded or shown again, and a key whose public half was taken out of the folder opens nothing here any more.
"""

import threading
from pathlib import Path

from nacl.public import PrivateKey

from gatepost.console.translation import N_
from gatepost.console.visit import Visit
from gatepost.sealing.private import LONGEST_FILE, Locked, unlocked
from gatepost.sealing.readers import mark_of, marks, readers_in

# Why a key does not open anything, for the record, and in words for who tried.
WRONG_KEYS = {
    "locked": N_("This key and this passphrase do not open each other."),
    "not-admitted": N_("This key is not among those that are admitted here."),
}
_LONGEST_PASSPHRASE = 1000
_AT_A_TIME = threading.Lock()


class WrongKey(Exception):
    """`why` is one of `WRONG_KEYS`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def private_key(visit: Visit, admitted: Path) -> PrivateKey:
    """The key in the form's fields `key` and `passphrase`, if its public half is in that folder. WrongKey otherwise."""
    file = visit.field("key", LONGEST_FILE + 1).encode("utf-8", "replace")
    try:
        with _AT_A_TIME:
            key = unlocked(file, visit.field("passphrase", _LONGEST_PASSPHRASE))
    except Locked as error:
        raise WrongKey("locked") from error
    if mark_of(key.public_key) not in marks(readers_in(admitted)):
        raise WrongKey("not-admitted")
    return key

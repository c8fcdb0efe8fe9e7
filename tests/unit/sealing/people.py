"""People with keys, as tests need them: made without the second that a real passphrase costs."""

from nacl import pwhash
from nacl.public import PrivateKey

from gatepost.sealing.private import locked
from gatepost.sealing.readers import Reader, mark_of

PASSPHRASE = "correct horse battery"


def a_key(number: int = 1) -> PrivateKey:
    return PrivateKey(bytes([number]) * 32)


def a_reader(key: PrivateKey, name: str = "rose") -> Reader:
    return Reader(name, mark_of(key.public_key), key.public_key)


def a_locked(key: PrivateKey) -> bytes:
    cheap = pwhash.argon2id
    return locked(key, PASSPHRASE, ops=cheap.OPSLIMIT_MIN, memory=cheap.MEMLIMIT_MIN)

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gatepost.events.chain import canonical
from gatepost.events.heads import Head, read_head, sign_head, signed_by
from gatepost.testing import A_TUESDAY
from tests.unit.events.making import KEY

HEAD = Head("gateway-1", 17, "a" * 64)
PAYLOAD = sign_head(HEAD, at=A_TUESDAY, key=KEY)


def test_a_head_is_read_as_it_was_signed():
    assert read_head(PAYLOAD) == HEAD
    assert signed_by(PAYLOAD, [KEY.public_key()])


def test_any_of_several_keys_may_have_signed():
    others = [Ed25519PrivateKey.generate().public_key() for _ in range(2)]
    assert signed_by(PAYLOAD, [*others, KEY.public_key()])
    assert not signed_by(PAYLOAD, others)
    assert not signed_by(PAYLOAD, [])


@pytest.mark.parametrize(
    "change", [{"count": 18}, {"chain": "gateway-2"}, {"signed": "b" * 64}, {"at": "2026"}, {"more": 1}]
)
def test_a_changed_head_is_not_signed(change: dict[str, object]):
    assert not signed_by(canonical(json.loads(PAYLOAD) | change), [KEY.public_key()])


@pytest.mark.parametrize("signature", ["", "no base 64!", "AAAA", None, 7])
def test_what_is_no_signature_signs_nothing(signature: object):
    assert not signed_by(canonical(json.loads(PAYLOAD) | {"signature": signature}), [KEY.public_key()])


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b'"head"',
        b'{"kind":"head"}',
        b'{"kind":"head","chain":1,"count":2,"signed":3}',
        b'["head"]',
        b"[" * 50_000 + b'"head"',
        b'{"kind":"fault","a":"head"}',
    ],
)
def test_what_is_no_head_is_none(payload: bytes):
    assert read_head(payload) is None

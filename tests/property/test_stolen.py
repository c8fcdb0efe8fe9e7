"""A thief takes the record, the names and the evidence, without a person's key: no login and no picture comes of it."""

import hashlib
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.public import PrivateKey

from gatepost.events.numbers import new_id
from gatepost.events.pseudonyms import Pseudonyms
from gatepost.evidence.vault import evidence_in, keep
from gatepost.model import Role
from gatepost.reveal.names import Names, login_of
from gatepost.testing import A_TUESDAY, a_part, a_post, a_principal
from tests.unit.events.making import a_decision_event, a_journal
from tests.unit.sealing.people import a_key, a_reader

random = st.binary(max_size=8).map(lambda seed: hashlib.sha256(seed).digest())  # never a word of the format


@given(random.map(lambda digest: f"emp-{digest.hex()[:12]}"), random, random)
@settings(max_examples=25, deadline=None)
def test_a_stolen_folder_tells_neither_who_nor_what(login: str, picture: bytes, guess: bytes):
    with tempfile.TemporaryDirectory() as name:
        var, pseudonyms = Path(name), Pseudonyms(b"k" * 32, "2026-10-01")
        part = a_part(name="media[0]", role=Role.ATTACHMENT, media_type="image/png", data=picture)
        post = a_post(principal=a_principal(id=login), parts=(part,))
        Names(var, "node-1", pseudonyms, [a_reader(a_key())]).remember(login)
        keep(evidence_in(var), new_id(A_TUESDAY), [part], [a_reader(a_key())])
        with a_journal(var / "journal") as journal:
            journal.append(a_decision_event(post=post, pseudonyms=pseudonyms))
        for path in var.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                assert login.encode() not in content, path
                assert picture not in content, path
        code = pseudonyms.of("principal", login)
        assert login_of(var, pseudonyms.period, code, PrivateKey(guess)) is None
        assert login_of(var, pseudonyms.period, code, a_key()) == login

"""The auditor's page of journals: what is wrong with one is said in the reader's language."""

import pytest

from gatepost.console.pages.chains import BREAKS
from gatepost.console.roles import Role
from gatepost.console.visit import Console
from gatepost.events import breaks
from gatepost.events.files import chains
from tests.unit.console.conftest import SignedIn, fields
from tests.unit.events.making import a_decision_event, a_journal

OF_COPIES = {breaks.CUT, breaks.WRITTEN_ANEW}  # told by copies of heads, which only the command takes


def test_whatever_can_be_wrong_has_words():
    known = {value for name, value in vars(breaks).items() if name.isupper()}
    assert set(BREAKS) == known - OF_COPIES


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", (", line 2: its content was changed", "Not everything holds")),
        ("fr", (", ligne 2\u00a0: son contenu a été modifié",)),
    ],
)
def test_a_changed_record_is_told_where_and_how(
    console: Console, signed_in: SignedIn, language: str, said: tuple[str, ...]
):
    with a_journal(console.journals) as journal:
        for _ in range(3):
            journal.append(a_decision_event())
    (path,) = chains(console.journals)["gateway-1"]
    first, second, *others = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join((first, second.replace(b'"action":"block"', b'"action":"allow"'), *others)))
    auditor = signed_in(Role.AUDITOR)
    answer = auditor.post(
        "/chains", data=fields(auditor, console, chain="gateway-1"), headers={"accept-language": language}
    )
    for words in said:
        assert words in answer.text
    assert "its content" not in answer.text or language == "en"

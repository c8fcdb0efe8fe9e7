"""The papers on privacy say what the settings and the code say, promise only what a test proves, and say it in both languages."""

import re
from datetime import timedelta

import pytest

from demo.gateway import ROOT
from gatepost.disclosure.rounding import BASE
from gatepost.disclosure.safety import Safety
from gatepost.events.record import _LONGEST_EXCERPT
from gatepost.folder import read_folder
from gatepost.policy.load import load_policy
from gatepost.state.base import DAYS_KEPT, UPLOADS_KEPT
from gatepost.state.coaching import INCIDENTS_KEPT
from gatepost.state.housekeeping import _KEPT
from gatepost.state.sessions import SESSIONS_KEPT
from tests.docs.pages import TEXTS

FOLDER = ROOT / "docs/privacy"
PROOF = TEXTS[FOLDER / "proof.md"]
ENGLISH = sorted(
    path.name for path in FOLDER.glob("*.md") if not path.name.endswith(".fr.md") and path.name != "proof.md"
)
PAPERS = {path.name: TEXTS[path] for path in sorted(FOLDER.glob("*.md")) if path.name != "proof.md"}
ANNEXES = ("annex.md", "annex.fr.md")

POLICY = load_policy(dict(read_folder(ROOT / "policy")))
SETTINGS: dict[str, timedelta] = {
    "retention.log": POLICY.retention.log,
    "retention.coach": POLICY.retention.coach,
    "retention.block": POLICY.retention.block,
    "retention.decided": POLICY.retention.decided,
    "retention.evidence": POLICY.retention.evidence,
    "retention.pseudonyms": POLICY.retention.pseudonyms,
    "agreement.period": POLICY.agreement.period,
    "coaching.window": POLICY.coaching.window,
    "DAYS_KEPT": DAYS_KEPT,
    "INCIDENTS_KEPT": INCIDENTS_KEPT,
    "UPLOADS_KEPT": UPLOADS_KEPT,
    "SESSIONS_KEPT": SESSIONS_KEPT,
    "coachings": next(kept.kept for kept in _KEPT if kept.table == "coachings"),
}
UNITS = {
    "days": timedelta(days=1),
    "jours": timedelta(days=1),
    "minutes": timedelta(minutes=1),
}

_LENGTH = re.compile(rf"(\d+) ({'|'.join(UNITS)})\b")
_PEOPLE = re.compile(r"(\d+) (?:people|personnes)\b")
_CODE = re.compile(r"\bP\d+\b")
_PROVED = re.compile(r"`(tests/\S+\.py)`((?: `test_\w+`)+)")


def lengths(text: str) -> list[timedelta]:
    return [int(number) * UNITS[unit] for number, unit in _LENGTH.findall(text)]


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("annex", ANNEXES)
def test_the_annex_says_how_long_what_is_set_is_kept(annex: str, name: str):
    (row,) = [line for line in PAPERS[annex].splitlines() if line.endswith(f"| `{name}` |")]
    assert lengths(row) == [SETTINGS[name]]


@pytest.mark.parametrize("paper", PAPERS)
def test_no_paper_says_a_length_or_a_threshold_of_its_own(paper: str):
    assert set(lengths(PAPERS[paper])) <= {*SETTINGS.values(), POLICY.threads.window}
    assert {int(number) for number in _PEOPLE.findall(PAPERS[paper])} <= {Safety().people}


@pytest.mark.parametrize("annex", ANNEXES)
def test_the_annex_says_how_figures_and_excerpts_are_bounded(annex: str):
    text = PAPERS[annex]
    assert re.search(rf"(?:rounded to|arrondis à) {BASE}\b", text)
    assert re.search(rf"\b{_LONGEST_EXCERPT} (?:characters|caractères)", text)
    assert POLICY.threads.window in lengths(text)
    assert _PEOPLE.search(text)


@pytest.mark.parametrize("annex", ANNEXES)
def test_the_annex_lists_what_is_looked_for_in_private_messages(annex: str):
    listed = re.search(r"^3\. (.*?)\(P5\)", PAPERS[annex], re.MULTILINE | re.DOTALL)
    assert listed
    assert set(re.findall(r"`([a-z-]+)`", listed[1])) == {str(label) for label in POLICY.messages}


@pytest.mark.parametrize("paper", ENGLISH)
def test_both_languages_give_the_same_figures_and_proofs_in_the_same_order(paper: str):
    english, french = PAPERS[paper], PAPERS[paper.replace(".md", ".fr.md")]
    assert lengths(english) == lengths(french)
    assert _PEOPLE.findall(english) == _PEOPLE.findall(french)
    assert _CODE.findall(english) == _CODE.findall(french)


def rows() -> dict[str, str]:
    """Each promise by its code."""
    found = [line for line in PROOF.splitlines() if re.match(r"\| P\d+ \|", line)]
    return {line.split("|")[1].strip(): line for line in found}


def test_every_promise_that_is_made_is_proved_and_every_proof_is_of_one():
    made = {code for text in PAPERS.values() for code in _CODE.findall(text)}
    assert made == rows().keys()


@pytest.mark.parametrize("code", rows())
def test_the_tests_that_prove_a_promise_are_there(code: str):
    proved = _PROVED.findall(rows()[code])
    assert proved
    for file, names in proved:
        written = (ROOT / file).read_text("utf-8")
        for name in re.findall(r"`(\w+)`", names):
            assert re.search(rf"^(?:async )?def {name}\(", written, re.MULTILINE), f"{file}: {name}"

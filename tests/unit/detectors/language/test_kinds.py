"""Words that wound, those whom they are said of, and what joins them or takes them back: a word is of one kind."""

from bench.corpora import shipped_resources
from gatepost.detectors.language.kinds import AGENCY, KINDS, WOUNDS, insult_writer
from gatepost.detectors.wording.grammar import Grammar
from tests.unit.detectors.readings import a_reading

WRITER = insult_writer(shipped_resources())


def kinds(text: str) -> list[str]:
    of_sign = {sign: kind for kind, sign in Grammar(WRITER.vocabulary, short={}).signs.items()}
    return [of_sign[sign] for sign in WRITER.write(a_reading(text)).signs]


def test_a_sentence_is_of_the_same_kinds_in_both_languages() -> None:
    assert kinds("the minister is a moron") == ["article", "person", "being", "article", "insult"]
    assert kinds("la ministre est un crétin") == ["article", "person", "being", "article", "insult"]


def test_names_are_the_agency_a_handle_or_proper() -> None:
    assert [kinds(text)[0] for text in ("StatCan", "@moss.glen", "Brenda", "Kowalski")] == [
        "agency", "handle", "proper", "capital",
    ]  # fmt: skip


def test_every_kind_that_wounds_has_words() -> None:
    assert set(WOUNDS) < KINDS.keys()
    assert all(shipped_resources().lexicon(KINDS[kind]) for kind in WOUNDS)
    assert KINDS.keys().isdisjoint(AGENCY)

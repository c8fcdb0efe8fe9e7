"""What holds of the detectors of speech for every text."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.corpora import corpus, shipped_resources
from gatepost.detectors import (
    Detectors,
    citations,
    conversation,
    detect_all,
    disclaimers,
    employment,
    language,
    mentions,
    signatures,
    together,
    voice,
)
from gatepost.detectors.language.masks import masks
from gatepost.detectors.wording.phrasebook import Words, phrasebook
from gatepost.detectors.wording.phrases import phrase_pattern
from gatepost.folding import fold, text_item
from gatepost.model import Finding, Where

LABELS = (
    "agency-mention",
    "self-identification",
    "on-behalf",
    "disclaimer",
    "statistic",
    "profanity",
    "abuse",
    "signature",
)
SNIPPETS = st.sampled_from([case.text for label in LABELS for case in corpus(label)])
TEXTS = st.one_of(
    st.text(max_size=200), SNIPPETS, st.builds("{} {}\n{}".format, SNIPPETS, st.text(max_size=30), SNIPPETS)
)


@cache
def detectors() -> Detectors:
    modules = (citations, conversation, disclaimers, employment, language, mentions, signatures, voice)
    return together(*(module.build(shipped_resources()) for module in modules))


def detect(text: str) -> tuple[Finding, ...]:
    return detect_all([text_item(Where(part="text"), text)], detectors())


@settings(deadline=None)
@given(TEXTS)
def test_any_text_gives_findings_that_lie_within_it(text: str) -> None:
    for finding in detect(text):
        assert finding.where.span is not None
        start, end = finding.where.span
        assert 0 <= start < end <= len(text)
        assert finding.excerpt is None


@settings(deadline=None)
@given(TEXTS)
def test_a_phrasebook_finds_where_its_pattern_finds(text: str) -> None:
    book, pattern = _book_and_pattern()
    folded = fold(text)[0]
    assert bool(list(book.find(Words(folded)))) == bool(pattern.search(folded))


@cache
def _book_and_pattern():
    lists = ("profanity-mild-phrases", "threat-subjects", "federal-bodies")
    return phrasebook(shipped_resources(), *lists), phrase_pattern(shipped_resources(), *lists)


@given(st.text(alphabet="fuckbitch*!$-_ #a", max_size=60))
def test_undoing_masks_keeps_every_place(text: str) -> None:
    undone = masks(["fuck", "bitch"]).undone(text)
    assert len(undone) == len(text)
    assert all(before == after or after.isalpha() for before, after in zip(text, undone, strict=True))

"""What holds of phrases and of masked words in every text."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.corpora import corpus, shipped_resources
from gatepost.detectors.language.masks import masks
from gatepost.detectors.wording.phrasebook import Words, phrasebook
from gatepost.detectors.wording.phrases import phrase_pattern
from gatepost.folding import fold

SNIPPETS = st.sampled_from([case.text for case in corpus()])
TEXTS = st.one_of(
    st.text(max_size=200), SNIPPETS, st.builds("{} {}\n{}".format, SNIPPETS, st.text(max_size=30), SNIPPETS)
)


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

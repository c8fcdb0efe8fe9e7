"""A long text in sections: all of it is in them, whole words, at the places that it has in the original."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from gatepost.detectors.views.disguise import readings
from gatepost.detectors.views.reading import Reading, View
from gatepost.detectors.views.sections import sections
from gatepost.folding import text_item
from gatepost.model import Where

SENTENCE = "Fog over the canal this morning, and the lane is open. "
WHERE = Where(part="text")


def plain(text: str) -> Reading:
    return next(iter(readings(text_item(WHERE, text))))


@given(st.text(alphabet=st.sampled_from("ab .\n\té\u200b😀"), min_size=0, max_size=3_000))
def test_every_character_is_in_a_section_at_its_own_place(text: str):
    reading = plain(text)
    covered: set[int] = set()
    for section in sections(reading):
        for place in range(len(section.folded)):
            start, end = section.span(place, place + 1)
            assert plain(text[start:end]).folded == section.folded[place]
            covered.update(range(start, end))
    assert covered >= {place for place, sign in enumerate(text) if plain(sign).folded}


def test_no_section_cuts_a_word():
    words = set(SENTENCE.lower().split())
    assert all(words >= set(section.folded.split()) for section in sections(plain(SENTENCE * 60)))


def test_a_section_has_what_stands_around_it():
    text = SENTENCE * 60
    each = list(sections(plain(text)))
    assert len(each) > 4
    for before, behind in pairwise(each):
        end_of_one, start_of_next = before.span(0, len(before.folded))[1], behind.span(0, 1)[0]
        assert start_of_next < end_of_one - 150


def test_a_text_without_blanks_is_cut_all_the_same():
    assert max(len(section.folded) for section in sections(plain("x" * 100_000))) < 1_200


def test_a_section_of_what_was_undone_covers_what_stands_for_it():
    text = "&#80;ROTECTED B " * 100
    decoded = next(reading for reading in readings(text_item(WHERE, text)) if reading.view is View.DECODED)
    for section in sections(decoded):
        place = section.folded.index("protected")
        start, end = section.span(place, place + len("protected"))
        assert (text[start:end], section.written(place, place + 9)) == ("&#80;ROTECTED", "PROTECTED")

"""What holds of folding for every text."""

from hypothesis import given
from hypothesis import strategies as st

from gatepost.detectors.views.disguise import readings
from gatepost.folding import fold, text_item
from gatepost.model import Where

SPELT = st.text(alphabet="ab B.-_# 01@é\u200bœ\n", max_size=60)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    folded, _ = fold(text)
    assert fold(folded)[0] == folded


@given(st.text())
def test_offsets_lead_back_in_order_to_the_end(text: str) -> None:
    folded, offsets = fold(text)
    places = list(range(len(folded) + 1)) if offsets is None else list(offsets)
    assert len(places) == len(folded) + 1
    assert places == sorted(places)
    assert places[-1] == len(text)


@given(st.text(), st.text())
def test_each_part_folds_by_itself(left: str, right: str) -> None:
    assert fold(left + right)[0] == fold(left)[0] + fold(right)[0]


@given(st.one_of(st.text(), SPELT))
def test_every_reading_keeps_its_places(text: str) -> None:
    for reading in readings(text_item(Where(part="text"), text)):
        length = len(reading.folded)
        for start, end in ((0, length), (length // 2, length), (0, length // 2)):
            left, right = reading.span(start, end)
            assert 0 <= left <= right <= len(text)

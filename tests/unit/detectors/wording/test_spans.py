"""Whether a span meets one of many."""

from gatepost.detectors.wording.spans import Spans


def test_a_span_meets_what_it_overlaps_and_not_what_it_touches() -> None:
    spans = Spans([(10, 20), (0, 5)])
    assert spans.meet(4, 6)
    assert spans.meet(12, 13)
    assert spans.meet(0, 100)
    assert not spans.meet(5, 10)
    assert not spans.meet(20, 30)


def test_a_span_added_is_met() -> None:
    spans = Spans()
    assert not spans.meet(0, 10)
    spans.add(3, 4)
    assert spans.meet(0, 10)

"""Records may take several lines each, with or without an empty one between."""

from gatepost.detectors.microdata.lines import lines_of
from gatepost.detectors.microdata.paragraphs import paragraphs
from tests.unit.detectors.microdata.rows import ANY, first_rows, rows


def test_a_record_may_stand_on_lines_of_its_own() -> None:
    text = "ann\n34\n\nbob\n41\n\ncy\n29\n\ndi\n55"
    assert first_rows(paragraphs(text, lines_of(text), ANY)) == [
        ("ann ; 34",),
        ("bob ; 41",),
        ("cy ; 29",),
        ("di ; 55",),
    ]


def test_and_so_without_empty_lines_after_a_remark() -> None:
    text = "hello there\nann\n34\nbob\n41\ncy\n29\ndi\n55"
    found = [rows(table) for table in paragraphs(text, lines_of(text), ANY)]
    assert [("ann ; 34",), ("bob ; 41",), ("cy ; 29",), ("di ; 55",)] in found

"""Pieces are records when they say something about somebody, near each other."""

from gatepost.detectors.microdata.lines import lines_of
from gatepost.detectors.microdata.told import Looks, told


def test_told_records_are_near_each_other() -> None:
    records = Looks(marked=lambda line: "34" in line[2], kinds=lambda _: 2)
    near = "ann 34\nhm\nbob 34\ncy 34\nok\nok\ndi 34"
    assert len(next(told(lines_of(near), records)).places) == 4
    assert not list(told(lines_of(near.replace("ok\nok", "ok\nok\nok")), records))


def test_in_many_words_one_thing_about_somebody_is_not_enough() -> None:
    one = Looks(marked=lambda _: True, kinds=lambda _: 1)
    assert list(told(lines_of("ann 34\n" * 4), one))
    assert not list(told(lines_of(("ann 34" + " and more" * 9 + "\n") * 4), one))

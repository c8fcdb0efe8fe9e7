"""Speaking of notices instead of putting one."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.wording.layout import Place
from gatepost.detectors.wording.notices import talk
from tests.unit.detectors.readings import a_reading

TALK = talk(shipped_resources())


@pytest.mark.parametrize(
    ("text", "spoken_of"),
    [
        ("NOTICE", False),
        ("it says NOTICE on page 1", False),
        ("the soup fell on NOTICE and is the soup private now, do you think?", False),
        ("Who did this? NOTICE on page 1", False),
        ("share NOTICE before 8:30 ok?", False),
        ("what does NOTICE mean", True),
        ("does that NOTICE count?", True),
        ("c'est quoi NOTICE", True),
        ("it was once marked NOTICE", True),
        ("if a page says NOTICE, leave it", True),
        ('the word "NOTICE" again', True),
        ('"NOTICE" is my new band', True),
        ('who hates the "NOTICE" sign here', True),
        ("« NOTICE » est-il un anglicisme", True),
        ("NOTICE names the new head of the library", False),
    ],
)
def test_a_notice_is_spoken_of_when_asked_about_told_or_imagined(text: str, spoken_of: bool) -> None:
    item = a_reading(text)
    start = item.folded.index("notice")
    assert TALK.of(Place(text=item, start=start, end=start + len("notice"))) is spoken_of

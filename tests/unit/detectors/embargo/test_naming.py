"""The word embargo."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.embargo.naming import naming
from tests.unit.detectors.readings import a_reading

NAMING = naming(shipped_resources())


@pytest.mark.parametrize(
    ("remark", "text", "until"),
    [
        ("a wording of notices", "provided under embargo", None),
        ("its time behind it", "embargo au 21, 9 h", "--21T09:00"),
        ("its time further on", "an embargo; it ends at noon on Friday", "friday T12:00"),
        ("its time before it", "8:30 EMBARGO on a sticky", "T08:30"),
        ("in brackets", "(embargoed) retail trade", None),
        ("at the head of a line", "EMBARGO\nretail trade", None),
        ("unlike the words around it", "the wire says: EMBARGO | jobs", None),
        ("said of what the press gets", "the contents of this release are embargoed.", None),
        ("in haste", "emabrgo til friday 6am", "friday T06:00"),
    ],
)
def test_the_word_counts_by_what_is_beside_it(remark: str, text: str, until: str | None) -> None:
    stated = list(NAMING.find(a_reading(text)))
    assert stated, remark
    moment = stated[0].moment
    assert (moment.form if moment else None) == until, remark


@pytest.mark.parametrize(
    ("remark", "text"),
    [
        ("alone", "an embargo? no idea"),
        ("a name", "my band is called Embargo, 9:30 on Friday"),
        ("a title", 'Theo is in "The Embargo", opening January 9'),
        ("un titre", "William joue dans « L'embargo », le jeudi 5 septembre"),
        ("history", "the embargo of 1973, Friday at noon in room 4"),
    ],
)
def test_the_word_alone_is_none(remark: str, text: str) -> None:
    assert not list(NAMING.find(a_reading(text))), remark

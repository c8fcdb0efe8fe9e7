"""Four rows about persons or businesses are microdata; results, rosters, prices and published figures are not."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.microdata import build
from gatepost.model import Finding
from tests.unit.detectors.readings import a_reading

MICRODATA = build(shipped_resources())


def detect(text: str) -> list[Finding]:
    return list(MICRODATA.detect(a_reading(text)))


RECORDS = [("34", "F", "K1S 3B4", "52000"), ("41", "M", "K2P 1L4", "61000"), ("29", "F", "J8X 2A1", "38000")]
FOUR = [*RECORDS, ("55", "M", "K1A 0B6", "72000")]


def parted(sign: str) -> str:
    return "\n".join(sign.join(row) for row in FOUR)


@pytest.mark.parametrize("sign", [",", ";", "\t", " | ", "|", " / ", "~", "  ", " ", " - ", "🍁", "→", " : "])
def test_whatever_parts_the_cells_the_rows_are_records(sign: str) -> None:
    [finding] = detect(parted(sign))
    assert finding.value == "4"


def test_three_rows_are_too_few() -> None:
    assert not detect("\n".join(",".join(row) for row in RECORDS))


def test_the_details_name_the_columns_and_never_a_cell() -> None:
    [finding] = detect("age,sex,postal,income\n" + parted(","))
    assert finding.details == (("columns", "age sex postal-code income"),)
    assert "52000" not in repr(finding)

"""Fields with labels are records when their labels come round."""

import pytest

from gatepost.detectors.microdata.labelled import labelled
from tests.unit.detectors.microdata.rows import rows


def is_label(label: str) -> bool:
    return label.strip() in {"age", "sex"}


@pytest.mark.parametrize(
    "text",
    [
        '[{"age":34,"sex":"f"},{"age":34,"sex":"f"},{"age":34,"sex":"f"},{"age":34,"sex":"f"}]',
        "age: 34\nsex: f\n\n" * 4,
        "age=34 sex=f\n" * 4,
        "age: 34 | sex: f\n" * 4,
        "<r><age>34</age><sex>f</sex></r>\n" * 4,
    ],
)
def test_labelled_fields_that_come_again_are_records(text: str) -> None:
    [table] = labelled(text, is_label)
    assert table.heading == ("age", "sex")
    assert [(row[0][:2], row[1][0]) for row in rows(table)] == [("34", "f")] * 4


def test_a_record_may_lack_a_field() -> None:
    text = "age: 1, sex: f\n" * 3 + "sex: m\nage: 2, sex: f\n"
    [table] = labelled(text, is_label)
    assert len(table.places) == 4

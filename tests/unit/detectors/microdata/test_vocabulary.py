"""A heading says what stands below it, and a figure about many whatever else it says."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.microdata.kinds import Kind
from gatepost.detectors.microdata.vocabulary import vocabulary

VOCABULARY = vocabulary(shipped_resources())


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("age", Kind.AGE),
        ("date of birth", Kind.BIRTH),
        ("postal_code", Kind.POSTAL),
        ("income ($)", Kind.INCOME),
        ("total income", Kind.INCOME),
        ("revenu du menage", Kind.INCOME),
        ("sexe a la naissance", Kind.SEX),
        ("q12", Kind.ANSWER),
        ("median age", Kind.COUNT),
        ("taux de chomage", Kind.COUNT),
        ("revenu median", Kind.COUNT),
        ("colour", None),
        ("a sentence about the age of bridges in town", None),
        ("", None),
    ],
)
def test_a_heading_names_what_stands_below_it(heading: str, expected: Kind | None) -> None:
    assert VOCABULARY.heading(heading) is expected


def test_a_label_in_running_text_must_be_a_heading_and_nothing_else() -> None:
    assert VOCABULARY.exact_heading("date of birth") is Kind.BIRTH
    assert VOCABULARY.exact_heading("what she said of her age") is None

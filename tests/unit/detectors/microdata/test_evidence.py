"""Columns are weighed together: what points at somebody, against what is counted, timed or shared out."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.microdata.cells import Cells
from gatepost.detectors.microdata.evidence import Evidence, weigh
from gatepost.detectors.microdata.grids import grids
from gatepost.detectors.microdata.kinds import Kind
from gatepost.detectors.microdata.lines import lines_of
from gatepost.detectors.microdata.vocabulary import vocabulary

VOCABULARY = vocabulary(shipped_resources())


def weighed(*rows: str, named: bool = False) -> Evidence:
    table = next(grids(lines_of("\n".join(rows))))
    return weigh(table, Cells(vocabulary=VOCABULARY), lambda _: named)


def test_a_heading_says_what_bare_numbers_are() -> None:
    evidence = weighed("age;income", "34;52000", "41;61000", "29;38000", "55;72000")
    assert (evidence.kinds, evidence.rows) == ((Kind.AGE, Kind.INCOME), 4)


def test_a_heading_that_its_column_belies_counts_for_nothing() -> None:
    assert Kind.AGE not in weighed("age;sex", "1200;f", "3400;m", "2150;f", "9800;m").weights


def test_a_heading_that_nobody_knows_makes_no_age_of_a_number() -> None:
    evidence = weighed("name;city;wombats", "ann;perth;34", "bob;perth;41", "paul;perth;29", "jean;perth;55")
    assert Kind.AGE not in evidence.weights


@pytest.mark.parametrize(
    ("beside", "weight"), [(("f", "m", "f", "m"), 2), (("k1s 3b4",) * 4, 1.5), (("zig", "zag", "zog", "zug"), 1)]
)
def test_a_bare_number_is_an_age_by_its_company(beside: tuple[str, ...], weight: float) -> None:
    ages = ("34", "41", "29", "55")
    evidence = weighed(*(f"{age};{other}" for age, other in zip(ages, beside, strict=True)))
    assert evidence.weights[Kind.AGE] == weight


def test_small_children_and_counts_are_no_ages() -> None:
    assert Kind.AGE not in weighed("f;3", "m;5", "f;8", "m;11").weights


def test_letters_of_one_sex_alone_may_be_anything() -> None:
    assert Kind.SEX not in weighed("100;m", "200;m", "400;m", "800;m").weights
    assert Kind.SEX in weighed("k1s 3b4;m", "k1s 3b5;m", "k1s 3b6;m", "k1s 3b7;m").weights


def test_dates_are_births_when_they_lie_far_apart_and_back() -> None:
    assert Kind.BIRTH in weighed("1951-03-02;a", "1988-11-30;b", "1975-07-19;c", "2001-01-08;d").weights
    assert Kind.BIRTH not in weighed("2026-03-02;a", "2026-11-30;b", "2025-07-19;c", "2024-01-08;d").weights


def test_circumstances_may_differ_from_row_to_row() -> None:
    evidence = weighed("34;widow", "41;nurse", "29;asthma", "55;owner")
    assert Kind.LIFE in evidence.weights


def test_where_people_are_to_be_found_is_not_enough_by_itself() -> None:
    row = "ann roe;14 elm;k1s 3b4;613-555-0142"
    assert weighed("name;address;postal code;phone", *[row] * 4).score == 3


def test_whole_industry_codes_are_told_beside_firms_and_nowhere_else() -> None:
    codes = ("332710", "311811", "541330", "236110")
    assert Kind.INDUSTRY in weighed(*(f"oak ltd;{code}" for code in codes)).weights
    assert Kind.INDUSTRY not in weighed(*(f"widow;{code}" for code in codes)).weights


def test_a_row_of_totals_and_shares_speaks_against_records() -> None:
    rows = ("nl;34;52000", "pe;41;61000", "ns;29;38000", "nb;55;72000")
    assert weighed(*rows, "total;40;60000").score < weighed(*rows).score
    assert weighed("f;34;10 %", "m;41;12 %", "f;29;9 %", "m;55;14 %").score < 3.5


def test_rows_without_a_number_are_remarks() -> None:
    assert weighed("f;34", "m;41", "f;29", "eh;what").rows == 0


def test_a_name_as_written_counts_once_most_rows_have_one() -> None:
    assert Kind.NAME in weighed("zig;34", "zag;41", "zog;29", "zug;55", named=True).weights


COUNTED = ("k1s;3", "k2p;1", "j8x;12", "k1a;4", "k4m;17")


def test_small_cells_of_small_areas_are_weak_evidence() -> None:
    assert Kind.SMALL_CELLS in weighed("fsa;cases", *COUNTED).weights
    assert 2 <= weighed("fsa;cases", *COUNTED).score < 3.5


def test_small_cells_are_never_enough_with_names_and_addresses() -> None:
    assert weighed("name;postal code;in stock", *(f"ann roe;k1s 3b4;{count}" for count in (3, 1, 12, 4))).score < 3.5


@pytest.mark.parametrize(
    ("remark", "rows"),
    [
        ("rounded to base 5", ("k1s;5", "k2p;10", "j8x;15", "k1a;5", "k4m;20")),
        ("none small", ("k1s;131", "k2p;217", "j8x;98", "k1a;412", "k4m;377")),
        ("of large areas", ("ontario;3", "quebec;1", "alberta;12", "manitoba;4", "yukon;17")),
        ("of years", ("2019;3", "2020;1", "2021;12", "2022;4", "2023;17")),
    ],
)
def test_other_counts_are_none(remark: str, rows: tuple[str, ...]) -> None:
    assert Kind.SMALL_CELLS not in weighed("area;cases", *rows).weights, remark


def test_a_number_of_people_beside_their_sex_is_a_count() -> None:
    weights = weighed("sex;employees", "f;340", "m;410", "f;290", "m;550").weights
    assert Kind.COUNT in weights
    assert Kind.STAFF not in weights

"""Four rows about persons or businesses are microdata; results, rosters, prices and published figures are not."""

import pytest

from bench.accuracy import tally, with_totals
from bench.corpora import corpus, shipped_resources
from gatepost.content.redaction import redact
from gatepost.detectors import together
from gatepost.detectors.disguise import readings
from gatepost.detectors.microdata import build
from gatepost.folding import text_item
from gatepost.model import Finding, Tag, Where
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


@pytest.mark.parametrize(
    ("remark", "text"),
    [
        (
            "told",
            "Marie, 34, Gatineau, 52 000 $\nPaul, 41, Hull, 61 000 $\nLuc, 29, Aylmer, 38 000 $\nAnne, 55, Hull, 72 000 $",
        ),
        ("on one line", "34F K1S, 52k; 41M K2P, 61k; 29F J8X, 38k; 55M K1A, 72k"),
        (
            "in words",
            "Ann, forty-one, makes sixty thousand; Bob, thirty-two, ten thousand; Liz, fifty, forty thousand; Tom, sixty, no pay",
        ),
        ("as JSON", '[{"age":34,"sex":"F"},{"age":41,"sex":"M"},{"age":29,"sex":"F"},{"age":55,"sex":"M"}]'),
        ("as lists", "Age: 34, 41, 29, 55\nSex: F, M, F, M"),
        (
            "businesses",
            "name;naics;employees;revenue\nOak Ltd;332710;4;310000\nElm Inc;311811;9;95000\nAsh Ltd;236110;2;64000\nFir Inc;541330;6;88000",
        ),
        ("in a web page's table", "".join(f"<tr><td>{a}</td><td>{s}</td><td>{p}</td></tr>" for a, s, p, _ in FOUR)),
        (
            "as an agency's lists are headed",
            "respondents so far:\nresp 1 K1S 3B4\nresp 2 K2P 1L4\nresp 3 J8X 2A1\nresp 4 K1A 0B6",
        ),
    ],
)
def test_records_are_found_however_they_are_written(remark: str, text: str) -> None:
    assert [finding.value for finding in detect(text)] == ["4"], remark


@pytest.mark.parametrize(
    ("remark", "text"),
    [
        (
            "a race",
            "Bib,Name,Age,Sex,Time\n1,Owen Tate,34,M,1:31:20\n2,Lena Cho,29,F,1:33:08\n3,Raj Malik,41,M,1:35:44\n4,Kate Lund,38,F,1:36:10",
        ),
        ("published", "Sex;Age group;Rate\nMen;15-24;57.2 %\nWomen;15-24;58.0 %\nMen;25-54;87.1 %\nWomen;25-54;82.3 %"),
        ("places", "Ontario | 52,000 | 41\nQuebec | 48,000 | 42\nAlberta | 60,000 | 38\nManitoba | 45,000 | 37"),
        ("pets", "To adopt: Luna, 13, F, tabby; Otis, 12, M, terrier; Pepper, 14, F, lab; Gus, 12, M, beagle"),
        ("fiction", "My novel:\nAda | 34 | F\nBastian | 61 | M\nCorinne | 19 | F\nDov | 45 | M"),
        (
            "an address book",
            "Main, 120 Elm St, K1P 5M2\nEast, 25 Oak St, K1V 7T1\nWest, 37 Ash St, K1N 5Y6\nSouth, 10 Fir St, K1S 3W9",
        ),
    ],
)
def test_lists_of_something_else_are_left_alone(remark: str, text: str) -> None:
    assert not detect(text), remark


def test_what_is_said_around_the_rows_can_make_the_difference() -> None:
    rows = "A. Roe K1S 3B4\nB. Poe K2P 1L4\nC. Doe J8X 2A1\nD. Low K1A 0B6"
    assert not detect(rows)
    assert detect("Respondents to call back:\n" + rows)


def test_a_long_table_is_one_finding_for_each_stretch_and_the_rows_add_up() -> None:
    assert sum(int(finding.value) for finding in detect("\n".join([parted(",")] * 250))) == 1000


def test_a_disguise_that_is_undone_shows_the_same_rows() -> None:
    text = "".join(f"&#{ord(sign)};" if sign.isalpha() else sign for sign in parted(","))
    assert {
        finding.value
        for reading in readings(text_item(Where(part="text"), text))
        for finding in MICRODATA.detect(reading)
    } == {"4"}


def test_tags_hold_no_rows() -> None:
    assert not list(MICRODATA.detect(Tag(where=Where(part="reply-to"), name="reply-to", value=parted(","))))


def test_an_excerpt_has_no_cell_in_it() -> None:
    text = "look at this\n" + parted(",") + "\nbye"
    [finding] = redact(detect(text), [text_item(Where(part="text"), text)])
    assert finding.excerpt == "look at this [microdata] bye"


@pytest.mark.parametrize(
    "piece", ["34 f\n\n", "1,", "a:1 ", "{34,f}", "<td>", "age: 34, 41, 29, 55\n", "k1s ", '"', "34 " * 60 + "\n"]
)
def test_the_time_is_linear_in_the_text(piece: str) -> None:
    """A text of 200,000 characters is a matter of a second at the very most, whatever is in it."""
    detect(piece * (200_000 // len(piece)))


def test_it_is_loaded_with_the_others() -> None:
    assert together(MICRODATA).labels == {"microdata"}


@pytest.mark.parametrize("tongue", ["en", "fr"])
def test_the_corpus_stays_above_its_floor(tongue: str) -> None:
    sums = with_totals(tally(corpus("microdata", tongue), together(MICRODATA)))
    assert (sums["microdata", tongue, "all"].precision or 0) >= 0.98
    assert (sums["microdata", tongue, "plain"].recall or 0) >= 0.95
    assert (sums["microdata", tongue, "evasion"].recall or 0) >= 0.9

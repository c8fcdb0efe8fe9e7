"""Four rows about persons or businesses are microdata; results, rosters, prices and published figures are not."""

import codecs
from collections.abc import Callable

import pytest

from bench.accuracy import tally, with_totals
from bench.corpora import corpus, shipped_resources
from gatepost.content.redaction import redact
from gatepost.detectors import together
from gatepost.detectors.microdata import build
from gatepost.detectors.views.disguise import readings
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


@pytest.mark.parametrize(
    ("remark", "text"),
    [
        (
            "in sentences",
            "Met Doris, who is 81, a widow. Met Ahmed, 33, two jobs. Met Casey, 19, pregnant. Met Roland, 58, on dialysis.",
        ),
        (
            "with what is odd",
            "Harlan Pike, 41, forged, tall. Donny Marsh, 23, sly, new. Luis Ortega, 37, calm, ill. Walt Keene, 66, loud, sad.",
        ),
        (
            "parted by a word",
            "Marge 66 nurse 41000 NEXT Tom 31 roofer 52000 NEXT Lil 45 clerk 38000 NEXT Abe 78 retired 22000",
        ),
        (
            "in columns without headings",
            "Marge | Tom | Lil | Abe\n66 | 31 | 45 | 78\nF | M | F | M\n41k | 52k | 38k | 22k",
        ),
        ("packed", "100121961FK1S052000\n100131984MK2P061000\n100141990FJ8X038000\n100151949MK1A072000"),
        (
            "of businesses",
            "Fehr, 640 acres, $210,000, 4 staff\nDyck, 160 acres, $74,000, 1 staff\nOlson, 320 acres, $98,000, 2 staff\nTkach, 480 acres, $150,000, 3 staff",
        ),
        (
            "with decades",
            "Woman in her 30s, Inuk, $18/hr\nMan in his 60s, Inuk, carver\nWoman in her 20s, Cree, pregnant\nMan in his 40s, Dene, hunter",
        ),
        (
            "of children",
            "Files: Leo (7, ADHD, dad absent), Maya (9, dyslexia, foster care), Sami (8, autism, refugee), Zoe (10, anxiety, alone)",
        ),
        (
            "beside times",
            "a) 16:20, Mme Roy, 41 ans, surdose\nb) 17:05, M. Lam, 69 ans, infarctus, diabète\nc) 19:40, Mme Day, 26 ans, fracture\nd) 22:10, M. Poe, 50 ans, brûlure",
        ),
    ],
)
def test_records_are_found_in_running_text_and_in_odd_layouts(remark: str, text: str) -> None:
    assert detect(text), remark


@pytest.mark.parametrize(
    ("remark", "text"),
    [
        ("birthdays", "Birthdays: Mary Holt, 84, and her sister Jean Holt, 81, Bob Kerr, 40, and little Finn, 6."),
        ("a family", "Family update: Mom, 67, retired; Dad, 70, same; my brother Al, 41, in Guelph; me, 38, tired."),
        (
            "scores",
            "Sauces ranked: Dee's, 34 points, smoky; Old Mill, 29 points, sweet; Firehall, 41 points; Ghost, 12 points.",
        ),
        (
            "large companies",
            "Northgate Retail 211,000 employees, $61B; Deltacom 54,000 employees, $13B; Petrosol 16,000 employees, $39B; Oak 62,000 employees, $41B.",
        ),
        (
            "buses",
            "Trains: 41 to Toronto at 8:32, 643 to Toronto at 10:10, 24 to Montreal at 6:50, 26 to Montreal at 11:35",
        ),
        (
            "school classes",
            "Science fair: Ann Lee, Gr 4, volcano; Bo Kim, Gr 6, magnets; Cy Roe, Gr 3, mould; Di Poe, Gr 5, bees",
        ),
    ],
)
def test_running_text_about_something_else_is_left_alone(remark: str, text: str) -> None:
    assert not detect(text), remark


def test_a_text_without_four_numbers_is_not_shown_to_it() -> None:
    matcher = together(MICRODATA).matcher
    assert not matcher.scan("at 8:30 i had 2 eggs\nand left for the city party")
    assert all(len(ends) == 1 for ends in matcher.scan("34 f\n41 m\n29 f\n55 m, and 1 2 3 4 5 6 more").values())


def test_what_is_said_around_the_rows_can_make_the_difference() -> None:
    rows = "A. Roe K1S 3B4\nB. Poe K2P 1L4\nC. Doe J8X 2A1\nD. Low K1A 0B6"
    assert not detect(rows)
    assert detect("Respondents to call back:\n" + rows)


def test_small_cells_count_only_where_it_is_said_that_they_are_no_published_ones() -> None:
    table = "FSA;cases\nK1S;3\nK2P;1\nJ8X;12\nK1A;4\nK4M;17"
    assert not detect(table)
    assert not detect("Published today, counts by area, rounded:\n" + table)
    [finding] = detect("This is before suppression, please don't pass it on:\n" + table)
    assert finding.details == (("columns", "postal-code small-cells"),)


def test_a_long_table_is_one_finding_for_each_stretch_and_the_rows_add_up() -> None:
    assert sum(int(finding.value) for finding in detect("\n".join([parted(",")] * 250))) == 1000


def test_a_disguise_that_is_undone_shows_the_same_rows() -> None:
    text = "".join(f"&#{ord(sign)};" if sign.isalpha() else sign for sign in parted(","))
    assert {
        finding.value
        for reading in readings(text_item(Where(part="text"), text))
        for finding in MICRODATA.detect(reading)
    } == {"4"}


@pytest.mark.parametrize(
    "turn",
    [
        lambda rows: rows[::-1],
        lambda rows: "\n".join(row[::-1] for row in rows.split("\n")),
        lambda rows: codecs.encode(rows, "rot13"),
    ],
    ids=["backwards", "each line backwards", "rot13"],
)
def test_rows_that_are_turned_are_found_where_they_stand(turn: Callable[[str], str]) -> None:
    rows = "Ann Roe, 34, nurse\nBob Poe, 41, welder\nCy Doe, 29, retired\nDi Low, 55, cook"
    text = f"guess what\n{turn(rows)}"
    [finding] = detect(text)
    assert finding.value == "4"
    assert finding.where.span is not None
    assert "guess" not in text[slice(*finding.where.span)]


def test_ages_in_words_are_found_in_rot13() -> None:
    rows = "woman, thirty-nine, nurse\nman, sixty-four, retired\nman, twenty-two, student\nwoman, fifty-seven, welder"
    assert detect(codecs.encode(rows, "rot13"))


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

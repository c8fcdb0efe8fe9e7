"""Posts of one person read as one: what was split over them is found, and what merely follows on it is not."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from gatepost.content.joined import REACH, read_on
from gatepost.folding import text_item
from gatepost.model import Finding, Role, Text, Where
from gatepost.pipeline import inspect, judge_case
from gatepost.policy.cases import Case, differences, load_cases
from gatepost.testing import A_TUESDAY, a_part, a_post
from tests.unit.test_pipeline import gate

TABLE = Path(__file__).with_name("threads.yaml")
CASES = load_cases(TABLE.read_text("utf-8"), file=TABLE.name, now=A_TUESDAY)
IDS = [" / ".join((*case.thread, case.text or "")) for case in CASES]
ROWS = re.compile(r"(?:^\w+,\d+,\w\d\w$\n?){4,}", re.MULTILINE)


def detect(text: Text, *, labels: frozenset[str]) -> Iterable[Finding]:
    """A detector of four rows or more, of the letters "secretword", and of any number behind the word "code"."""
    patterns = {
        "microdata": ROWS,
        "classification": re.compile("secretword"),
        "credential": re.compile(r"code:?\s(\d+)"),
    }
    for label in sorted(labels & patterns.keys()):
        for match in patterns[label].finditer(text.original):
            value = str(len(match.group().splitlines())) if label == "microdata" else ""
            where = Where(part=text.where.part, span=match.span(match.lastindex or 0))
            yield Finding(detector="any", label=label, value=value, confidence=1, where=where)


def found(earlier: list[str], text: str, *labels: str) -> tuple[Finding, ...]:
    item = text_item(Where(part="text"), text)
    wanted = frozenset(labels)
    return read_on(earlier, [item], tuple(detect(item, labels=wanted)), wanted, detect)


def shipped(earlier: list[str], text: str) -> list[Finding]:
    return [finding for finding in inspect(a_post(text), gate(), earlier) if dict(finding.details).get("thread")]


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_a_thread_is_read_as_one_and_innocent_posts_are_not(case: Case):
    judged = judge_case(case, gate(), lambda _: b"")
    assert differences(case, judged.decision, judged.findings) == ()


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_no_post_of_the_table_shows_it_by_itself(case: Case):
    alone = judge_case(case.model_copy(update={"thread": ()}), gate(), lambda _: b"")
    assert not {finding.name for finding in alone.findings}.intersection(case.expect.findings)


def test_a_finding_is_in_the_present_post_as_far_as_it_stands_there_and_says_how_many_posts_it_takes():
    (finding,) = found(["fog", "sec", "retw"], "ord and more", "classification")
    assert finding.where.span == (0, 3)
    assert finding.details == (("thread", "3"),)


def test_the_marks_of_a_thread_are_not_read_and_do_not_move_the_place():
    text = "(2/2) …word, that was it"
    (finding,) = found(["secret… (1/2)"], text, "classification")
    assert finding.where.span
    assert text[slice(*finding.where.span)] == "word"


def test_where_only_its_name_stands_there_it_has_no_place():
    (finding,) = shipped(["046 454 286"], "that's her SIN")
    assert (finding.name, finding.where) == ("personal-identifier:sin", Where(part="text"))
    assert finding.excerpt is None


def test_records_row_by_row_are_found_with_the_fourth():
    rows = ["Rosa,34,K1A", "Émile,51,J8X", "Zoé,28,H2X", "Idris,63,B3H"]
    assert not found(rows[:2], rows[2], "microdata")
    (finding,) = found(rows[:3], rows[3], "microdata")
    assert (finding.value, finding.where.span) == ("4", (0, len(rows[3])))


def test_records_are_found_over_more_than_is_near():
    rows = [f"{letter * REACH},34,K1A" for letter in "abcd"]
    assert [finding.value for finding in found(rows[:-1], rows[-1], "microdata")] == ["4"]


def test_what_the_present_post_shows_by_itself_is_said_once():
    rows = "\n".join(f"Person{number},34,K1A" for number in range(5))
    assert not found(["Rosa,34,K1A"], rows, "microdata")
    assert not found(["fog"], "secretword", "classification")


def test_what_the_earlier_posts_show_by_themselves_is_not_held_against_the_next():
    assert not found(["secretword"], "fog", "classification")
    assert not found(["code 4471"], "9 lives", "credential")


def test_a_post_over_again_is_not_read_with_itself():
    rows = "Rosa,34,K1A\nÉmile,51,J8X\nZoé,28,H2X"
    assert not found([rows], rows, "microdata")
    assert found([rows], rows.replace("34", "35"), "microdata")


def test_a_word_that_tells_counts_only_where_the_posts_meet():
    assert found(["the code"], "4471", "credential")
    assert not found(["the code"], "and then after a very long while 4471", "credential")
    assert not found(["the code is one thing, and the weather another"], "4471", "credential")


def test_what_is_not_looked_for_is_not_found():
    assert not found(["secret"], "word")


def test_of_a_post_with_several_texts_its_own_text_is_read():
    title = a_part("Fog", name="title", role=Role.TITLE)
    post = a_post(None, parts=(title, a_part("454 286")))
    (finding,) = inspect(post, gate(), ["Her SIN is 046"])
    assert finding.where.part == "text"
    only_title = a_post(None, parts=(a_part("454 286", name="title", role=Role.TITLE),))
    assert [one.where.part for one in inspect(only_title, gate(), ["Her SIN is 046"])] == ["title"]


def test_a_post_without_text_is_not_read_on():
    assert read_on(["fog"], [], (), frozenset({"classification"}), detect) == ()


def test_an_excerpt_shows_nothing_of_the_value():
    (finding,) = shipped(["Her SIN is 046 4"], "54 286, if anyone asks")
    assert finding.excerpt == "[personal-identifier], if anyone asks"


def test_a_flood_gives_no_more_than_a_reviewer_reads():
    def flood(text: Text, *, labels: frozenset[str]) -> Iterable[Finding]:
        whole = Where(part="text", span=(0, len(text.original)))
        for number in range(1000 if text.original.startswith("fog") and text.original.endswith("mist") else 0):
            yield Finding(detector="any", label="classification", value=f"kind {number}", confidence=1, where=whole)

    item = text_item(Where(part="text"), "mist")
    assert len(read_on(["fog"], [item], (), frozenset({"classification"}), flood)) == 20

"""XML becomes lines by a table of what its elements mean, and by common sense where the table is silent."""

import pytest

from gatepost.content.budget import Unreadable
from gatepost.content.flow import Flow, Vocabulary, read_flow
from tests.unit.content.budgets import a_budget

WORDS = Vocabulary(
    paragraphs=frozenset({"p"}),
    rows=frozenset({"row"}),
    cells=frozenset({"cell"}),
    inline=frozenset({"t"}),
    marks={"tab": "\t"},
    attributes={"picture": frozenset({"alt"})},
    quiet=frozenset({"place"}),
    pages=frozenset({"page"}),
    added=frozenset({"ins"}),
    removed=frozenset({"del"}),
    not_marks=frozenset({"settings"}),
    repeats=frozenset({"times"}),
)


def lines(xml: str) -> list[str]:
    passages = read_flow([f"<x:doc xmlns:x='x'>{xml}</x:doc>".encode()], Flow(WORDS, a_budget()))
    return [line for passage in passages for line in passage.text.splitlines()]


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<p><t>Bon</t><t>jour</t></p>", ["Bonjour"]),
        ("<x:p><x:t>whatever</x:t><x:tab/><x:t>prefix</x:t></x:p>", ["whatever\tprefix"]),
        ("<p><settings><tab/></settings><t>a</t></p>", ["a"]),
        ("<p><t>a</t><p><t>boxed</t></p><t>b</t></p>", ["boxed", "ab"]),
        ("<p><t>as </t><ins><t>now</t></ins><del><t>then</t></del></p>", ["as now", "as then"]),
        ("<row><cell><p><t>a</t></p></cell><cell/><cell><p><t>b</t></p><p><t>c</t></p></cell></row>", ["a\t\tb c"]),
        ("<row><cell times='3'><p><t>a</t></p></cell><cell><p><t>b</t></p></cell></row>", ["a\ta\ta\tb"]),
        (f"<row><cell><p><t>{'x' * 300}</t></p><p><t>b</t></p></cell></row>", ["x" * 300, "b"]),
        ("<row><cell><row><cell><p><t>in</t></p></cell></row></cell><cell><p><t>out</t></p></cell></row>", ["in\tout"]),
        ("<picture alt='words'/><picture alt='42'/>", ["words"]),
        ("<unheard>words</unheard><unheard>42</unheard><place>words</place>", ["words"]),
        ("<p><t>1 &lt; 2 &#233;</t></p>", ["1 < 2 é"]),
    ],
)
def test_elements_become_lines(xml: str, expected: list[str]) -> None:
    assert lines(xml) == expected


def test_pages_are_counted_and_paid_for() -> None:
    xml = b"<d>" + b"<page><p><t>word</t></p></page>" * 3 + b"</d>"
    found = list(read_flow([xml], Flow(WORDS, a_budget())))
    assert [(one.page, one.text) for one in found] == [(1, "word"), (2, "word"), (3, "word")]
    with pytest.raises(Unreadable, match="too-large"):
        list(read_flow([xml], Flow(WORDS, a_budget(pages=2))))


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (b"<d><p><t>kept</t></p><p>", "corrupt"),
        (b"<d><p><t>kept</t></p>" + b"<a>" * 600, "too-large"),
        (b"<d><p><t>kept</t></p>\xff", "corrupt"),
    ],
)
def test_what_came_before_the_damage_is_kept(xml: bytes, reason: str) -> None:
    found: list[str] = []
    with pytest.raises(Unreadable, match=reason):
        found.extend(passage.text for passage in read_flow([xml], Flow(WORDS, a_budget())))
    assert found == ["kept"]


def test_entities_are_not_declared() -> None:
    with pytest.raises(Unreadable, match="corrupt"):
        lines('<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>')
    with pytest.raises(Unreadable, match="corrupt"):
        list(read_flow([b'<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'], Flow(WORDS, a_budget())))

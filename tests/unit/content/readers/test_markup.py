"""HTML and XML become their lines, with what does not show."""

import time

import pytest

from gatepost.content.budget import Unreadable
from gatepost.content.format import Inner, Passage
from gatepost.content.readers.markup import FORMATS
from tests.unit.content.budgets import a_budget

HTML, XML = FORMATS


def page(body: str, encoding: str = "utf-8") -> str:
    data = f"<!DOCTYPE html><html><head><meta charset={encoding}></head><body>{body}</body></html>".encode(encoding)
    assert HTML.looks(data)
    return "".join(piece.text for piece in HTML.read(data, a_budget()) if isinstance(piece, Passage))


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("<p>PRO<b>TEC</b>TED&nbsp;B</p>", "PROTECTED B"),
        ("<p>PROTECTED\n   B</p>", "PROTECTED B"),
        ("<div style='display:none'>kept back</div>", "kept back"),
        ("<!-- kept back -->", "kept back "),
        ("<img alt='kept back' src=a.png>", "kept back"),
        ("<input value='kept back'>", "kept back"),
        ("<script>var a = 'kept back'</script>", "var a = 'kept back'"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\tb"),
        ("<p>one<br>two</p>", "two"),
        ("<p>never ended <a title='", "<a title='</body></html>"),
    ],
)
def test_a_page_is_read_as_it_is_seen_and_as_it_is_not(body: str, line: str) -> None:
    assert line in [each.replace("\xa0", " ") for each in page(body).split("\n")] or line in page(body)


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "cp1252"])
def test_a_page_says_its_charset(encoding: str) -> None:
    assert "Protégé à côté" in page("<p>Protégé à côté</p>", encoding)


def test_files_in_addresses_are_files() -> None:
    data = b"<html><img src='data:image/png;base64,aGVsbG8='><p style='background:url(data:,words)'>x"
    assert [piece for piece in HTML.read(data, a_budget()) if isinstance(piece, Inner)] == [
        Inner(data=b"hello"),
        Inner(data=b"words"),
    ]


# Each is one that some parser of pages takes the square of its length for.
ENDLESS = (
    "<!--",
    "<a ",
    "<div>",
    "<a b='",
    "<",
    "&",
    "<!a",
    "<![CDATA[",
    "<!--<!",
    "<![x[",
    "<![",
    "<?",
    "<a/",
    "</",
    "<title>",
    "--",
)


@pytest.mark.parametrize("part", ENDLESS)
def test_a_page_that_never_ends_is_read_in_time_that_grows_with_its_length(part: str) -> None:
    def seconds(count: int) -> float:
        begun = time.process_time()
        assert list(HTML.read(b"<html>" + part.encode() * count, a_budget()))
        return time.process_time() - begun

    once = max(seconds(25_000), 0.02)
    assert seconds(100_000) < 10 * once  # four times as long; the square would be sixteen times


@pytest.mark.parametrize("section", ["<![x[", "<![", "<![else]>", "<![if !mso]>", "<![INCLUDE[", "<![%a;["])
def test_a_section_that_html_does_not_have_hides_nothing(section: str) -> None:
    assert "PROTECTED B" in page(f"<p>one</p>{section}PROTECTED B]]><p>PROTECTED B</p>")
    assert page(f"{section}]]><p>two</p>").rstrip().endswith("two")


def xml(data: bytes) -> str:
    assert XML.looks(data)
    return "".join(piece.text for piece in XML.read(data, a_budget()) if isinstance(piece, Passage))


def test_xml_is_read_with_the_names_of_what_it_is() -> None:
    lines = xml(b"<?xml version='1.0'?><a><sin>046 454 286</sin><b c='an attribute'/><!--a comment--></a>").split("\n")
    assert [line for line in lines if line] == ["sin", "046 454 286", "c: an attribute", "a comment"]


def test_runs_of_a_paragraph_are_one_line() -> None:
    assert "PROTECTED B" in xml(b"<w:p xmlns:w='x'><w:r><w:t>PROTEC</w:t></w:r><w:r><w:t>TED B</w:t></w:r></w:p>")


def test_xml_that_is_not_well_formed_is_read_all_the_same() -> None:
    assert "PROTECTED B" in xml(b"<?xml version='1.0'?><a><b>PROTECTED B</a>")


def test_xml_in_a_charset_that_nobody_knows_is_read() -> None:
    assert "PROTECTED B" in xml(b"<?xml version='1.0' encoding='udf-8'?><a>PROTECTED B</a>")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "corrupt"),
        (b"<?xml version='1.0'?>" + b"<a>" * 100_000, "too-large"),
    ],
)
def test_hostile_xml_is_said_to_be(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        list(XML.read(data, a_budget()))

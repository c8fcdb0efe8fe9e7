"""A detector of what somebody says, by rules over shorthand: quotations, places, tags."""

from bench.corpora import shipped_resources
from gatepost.detectors import detect_all, together
from gatepost.detectors.employment import build
from gatepost.folding import text_item
from gatepost.model import Tag, Where

EMPLOYMENT = build(shipped_resources())


def places(text: str) -> list[str]:
    findings = detect_all([text_item(Where(part="text"), text)], together(EMPLOYMENT))
    return [text[slice(*finding.where.span)] for finding in findings if finding.where.span]


def test_a_finding_names_its_place_in_the_original() -> None:
    assert places("Hé! I work at Stat\u200bCan, hi") == ["I work at Stat\u200bCan"]


def test_what_is_quoted_is_said_by_others() -> None:
    assert places('he said "I work at StatCan" and left') == []
    assert places("RT @maplefan77: I work at StatCan") == []


def test_a_tag_is_no_text() -> None:
    assert list(EMPLOYMENT.detect(Tag(where=Where(part="reply-to"), name="reply-to", value="@StatCan_eng"))) == []

"""A detector of what somebody says, by rules over shorthand: quotations, places, tags."""

from bench.corpora import shipped_resources
from gatepost.detectors import detect_all, together
from gatepost.detectors.employment import build
from gatepost.detectors.wording.hints import word_hints
from gatepost.detectors.wording.speech import rows_of
from gatepost.enrolment import Resources
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


def test_hints_of_words_in_a_row_are_all_pairs_and_beginnings_alone() -> None:
    lists = {("speech-my", "en"): ("my", "our*"), ("speech-hat", "en"): ("hat", "top hat", "*hood")}
    hints = rows_of(Resources(lexicons=lists), "my hat")
    assert hints == word_hints(["my hat", "my top hat", "our*"])


def test_a_profile_in_quotation_marks_is_the_authors_own() -> None:
    assert places('Profile: "I work at StatCan"') == ["I work at StatCan"]
    assert places('His profile: "I work at StatCan"') == []

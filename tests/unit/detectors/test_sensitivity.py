"""What a document's own label is found as."""

import pytest

from gatepost.detectors import detect_all, together
from gatepost.detectors.sensitivity import build
from gatepost.enrolment import Resources
from gatepost.folding import text_item
from gatepost.model import Tag, Where

WHERE = Where(part="media[0]/2")


def findings(*values: str, name: str = "sensitivity-label") -> list[str]:
    tags = [Tag(where=WHERE, name=name, value=value) for value in values]
    return [finding.value for finding in detect_all(tags, together(build(Resources())))]


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Protected B", "protected-b"),
        ("PROTÉGÉ  B", "protege-b"),
        ("Confidential / Finance only", "confidential-finance-only"),
        ("General", "general"),
        ("Unclassified", "unclassified"),
        ("Non classifié", "unclassified"),
        ("Public", "unclassified"),
        ("", ""),
    ],
)
def test_a_label_is_found_by_its_name_however_it_is_written(label: str, value: str) -> None:
    assert findings(label) == [value]


def test_a_name_is_never_longer_than_people_make_labels() -> None:
    assert len(findings("secret " * 1000)[0]) <= 80


def test_every_label_of_a_file_is_found_where_it_is() -> None:
    assert findings("Protected A", "Public") == ["protected-a", "unclassified"]
    found = detect_all([Tag(where=WHERE, name="sensitivity-label", value="Protected A")], together(build(Resources())))
    assert found[0].where == WHERE


def test_other_facts_and_words_about_labels_are_none() -> None:
    assert not findings("Protected B", name="reply-to")
    text = text_item(WHERE, "MSIP_Label_0c3f2d2e_Name: Protected B, says its sensitivity label")
    assert not detect_all([text], together(build(Resources())), frozenset({"sensitivity-label"}))

import pytest

from gatepost.model import Action
from gatepost.policy.vocabulary import LABELS, known_action, known_finding, known_label, nearest


@pytest.mark.parametrize(
    "name",
    [
        "classification",
        "classification:protected-b",
        "abuse:agency",
        "uninspectable:end-to-end",
        "credential:anything at all",
        "corporate-symbol:canada-wordmark",
    ],
)
def test_a_label_with_or_without_one_of_its_values_is_known(name: str) -> None:
    assert known_finding(name) == name


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("clasification", "did you mean 'classification'?"),
        ("classification:protected-d", "did you mean 'protected-"),
        ("disclaimer:long", "without a value"),
        ("profanity:enormous", "write one of mild, strong"),
        ("", "write one of abuse"),
    ],
)
def test_an_unknown_label_or_value_is_refused_with_advice(name: str, advice: str) -> None:
    with pytest.raises(ValueError, match=r"there is no label|has no value") as refused:
        known_finding(name)
    assert advice in str(refused.value)


def test_a_label_alone_has_no_value() -> None:
    assert known_label("abuse") == "abuse"
    with pytest.raises(ValueError, match="no label 'abuse:agency'"):
        known_label("abuse:agency")


@pytest.mark.parametrize("action", Action)
def test_an_action_is_written_by_its_name(action: Action) -> None:
    assert known_action(str(action)) is action


@pytest.mark.parametrize("written", ["deny", "BLOCK", 3, None, True])
def test_anything_else_is_no_action(written: object) -> None:
    with pytest.raises(ValueError, match="there is no action"):
        known_action(written)


def test_labels_and_values_are_kebab_case() -> None:
    words = [*LABELS, *(value for values in LABELS.values() for value in values or ())]
    assert all(word.replace("-", "").isalpha() and word.islower() for word in words)


def test_advice_for_a_word_like_none_other_is_the_whole_list() -> None:
    assert nearest("zzz", ["b", "a"]) == "write one of a, b"

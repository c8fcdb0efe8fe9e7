"""YAML is read in one way only, and every mistake is told with its place and what to write instead."""

from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, field_validator

from gatepost.errors import PolicyErrors
from gatepost.yaml_source import MAX_DEPTH, Document, parse, validate


class Rule(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    action: Literal["allow", "block"]
    when: dict[str, str] | list[str] = {}
    limit: int = 1

    @field_validator("id")
    @classmethod
    def lower(cls, text: str) -> str:
        if text != text.lower():
            raise ValueError(f"`{text}`: write it in lower case")
        return text


class Policy(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    mode: Literal["observe", "enforce"]
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]


def mistakes(text: str, model: type[BaseModel] | None = None) -> list[str]:
    with pytest.raises(PolicyErrors) as caught:
        validate(model or Policy, parse(text, file="p.yaml"))
    return [f"{error.line}:{error.column}: {error.message}" for error in caught.value.errors]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: no", {"a": "no"}),
        ("a: on", {"a": "on"}),
        ("a: Yes", {"a": "Yes"}),
        ("a: True", {"a": "True"}),
        ("a: true", {"a": True}),
        ("a: null", {"a": None}),
        ("a:", {"a": None}),
        ("a: 12:30", {"a": "12:30"}),
        ("a: 0755", {"a": "0755"}),
        ("a: 1_000", {"a": "1_000"}),
        ("a: -12", {"a": -12}),
        ("a: 0.5", {"a": 0.5}),
        ("a: .inf", {"a": ".inf"}),
        ("a: 2026-11-24", {"a": "2026-11-24"}),
        ("a: 1900000000000000777", {"a": "1900000000000000777"}),
        ("a: '1'", {"a": "1"}),
        ("404: x", {"404": "x"}),
        ("on: x", {"on": "x"}),
        ("- 1\n- [a, {b: c}]", [1, ["a", {"b": "c"}]]),
        ("", None),
        ("a: |\n  two\n  lines\n", {"a": "two\nlines\n"}),
    ],
)
def test_scalars_mean_what_they_look_like(text: str, data: object) -> None:
    assert parse(text, file="p.yaml").data == data


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1\nb: 2\na: 3", "3:1: `a` is already given on line 1"),
        ("a: &x 1", "1:4: remove `&x`"),
        ("a: *x", "1:4: write the value again"),
        ("a: !!int 3", "1:4: remove the tag"),
        ("a: !mine x", "1:4: remove the tag"),
        ("{[a]: 1}", "1:2: a key must be a plain text"),
        ("a: 1\n---\nb: 2", "2:1: a file holds one document"),
        ("a: [1", "2:1: not YAML"),
        ("a: 'x", "2:1: not YAML"),
        ("\x00", "1:1: not YAML"),
        ("\tx: 1", "1:1: not YAML"),
    ],
)
def test_what_has_more_than_one_meaning_is_refused(text: str, told: str) -> None:
    assert any(line.startswith(told) for line in mistakes(text + "\n")), mistakes(text + "\n")


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "a: &a [*a, *a]"])
def test_hostile_nesting_ends_early(text: str) -> None:
    assert mistakes(text)


def test_nesting_up_to_the_limit_is_read() -> None:
    assert parse("[" * MAX_DEPTH + "]" * MAX_DEPTH, file="p.yaml").data


def test_a_long_file_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gatepost.yaml_source.MAX_CHARACTERS", 10)
    assert mistakes("a: 123456789") == ["1:1: the file is longer than 10 characters"]


def test_a_file_with_too_many_values_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gatepost.yaml_source.MAX_NODES", 3)
    assert mistakes("[1, 2, 3, 4]") == ["1:8: more than 3 values in one file"]


def test_every_mistake_of_a_document_is_told_at_its_place() -> None:
    text = "mode: obsrve\nrules:\n  - id: Loud\n    action: blok\n    wen: {a: b}\n  - {action: block, when: 3}\nmodus: x\n"
    assert mistakes(text) == [
        "1:7: `obsrve` is not known here: write observe or enforce; did you mean `observe`?",
        "3:9: `Loud`: write it in lower case",
        "4:13: `blok` is not known here: write allow or block; did you mean `block`?",
        "5:5: unknown key `wen`; did you mean `when`?",
        "6:5: `id` is missing: add it",
        "6:27: write a mapping: {key: value}; or write a list: [one, two]",
        "7:1: unknown key `modus`; did you mean `mode`?",
    ]


def test_an_unknown_key_that_resembles_none_is_told_the_known_ones() -> None:
    told = mistakes("mode: observe\nrules: [{id: a, action: block, colour: red}]\n")
    assert told == ["2:32: unknown key `colour`: known here are action, id, limit, when"]


def test_a_missing_key_is_told_at_its_parent() -> None:
    assert mistakes("mode: observe\n") == ["1:1: `rules` is missing: add it"]


def test_a_part_of_a_document_can_be_validated() -> None:
    document = parse("rules:\n  - id: a\n    action: nope\n", file="p.yaml")
    with pytest.raises(PolicyErrors) as caught:
        validate(Rule, document, at=("rules", 0))
    assert (caught.value.errors[0].line, caught.value.errors[0].column) == (3, 13)


def test_a_valid_document_is_its_model() -> None:
    document = parse("mode: observe\nrules: [{id: a, action: block, limit: 3}]\n", file="p.yaml")
    assert validate(Policy, document).rules[0].limit == 3


def test_positions_of_what_is_not_there_are_the_nearest_parents() -> None:
    document: Document = parse("a:\n  b: [1, 2]\n", file="p.yaml")
    assert document.position(("a", "b", 1)) == (2, 10)
    assert document.position(("a", "c")) == (2, 3)
    assert document.key_position(("a", "b")) == (2, 3)
    assert str(document.error(("a", "b"), "no")) == "p.yaml:2:6: error: no"

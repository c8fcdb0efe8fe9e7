"""YAML text into plain data that remembers where everything stood, so that every mistake is told with its line.

Only the part of YAML that reads the same to everybody is accepted: mappings, lists and scalars. Anchors, aliases and
tags are refused; `true`, `false`, `null` and plain decimal numbers have a meaning, and everything else is the text as
written: `no`, `on`, `12:30`, `0755` and dates stay strings. Keys are always strings. The one rule to keep: what
cannot be understood in one way only is refused here, with what to write instead.
"""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import UnionType
from typing import Annotated, Any, Literal, TypeAliasType, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from gatepost.errors import PolicyError, PolicyErrors

type Path = tuple[str | int, ...]

MAX_CHARACTERS = 8 * 1024 * 1024  # a corpus of some ten thousand cases; a policy has less than a hundredth
MAX_DEPTH = 40  # the deepest policy file nests ten levels
MAX_NODES = 500_000

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")  # longer ones are identifiers, not numbers
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,18}")
_WORDS: Mapping[str, object] = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True, slots=True)
class Document:
    """A file's data, and where each piece of it begins (lines and columns count from 1)."""

    file: str
    data: object
    values: Mapping[Path, tuple[int, int]] = field(default_factory=dict, repr=False)
    keys: Mapping[Path, tuple[int, int]] = field(default_factory=dict, repr=False)

    def position(self, path: Sequence[str | int]) -> tuple[int, int]:
        """Where the value at this path begins; of what is not there, its nearest parent."""
        return self.values.get(self.nearest(path), (1, 1))

    def key_position(self, path: Sequence[str | int]) -> tuple[int, int]:
        """Where the key that names this path stands; of what has no key, its value."""
        return self.keys.get(tuple(path)) or self.position(path)

    def nearest(self, path: Sequence[str | int]) -> Path:
        """The path without the steps that the document does not have (pydantic adds names of union members)."""
        known: Path = ()
        for step in path:
            if (*known, step) in self.values:
                known = (*known, step)
        return known

    def at(self, path: Sequence[str | int]) -> object:
        """The data at a path that `nearest` gave."""
        data: Any = self.data
        for step in path:
            data = data[step]
        return data

    def error(self, path: Sequence[str | int], message: str) -> PolicyError:
        line, column = self.position(path)
        return PolicyError(message, file=self.file, line=line, column=column)

    def key_error(self, path: Sequence[str | int], message: str) -> PolicyError:
        line, column = self.key_position(path)
        return PolicyError(message, file=self.file, line=line, column=column)


def parse(text: str, *, file: str) -> Document:
    """The document in this text. Raises PolicyErrors."""
    if len(text) > MAX_CHARACTERS:
        raise PolicyErrors([PolicyError(f"the file is longer than {MAX_CHARACTERS:,} characters", file=file)])
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        builder.errors.append(PolicyError(f"not YAML: {error.problem}", file=file, line=line, column=column))
    except (yaml.YAMLError, UnicodeError) as error:
        builder.errors.append(PolicyError(f"not YAML: {str(error).splitlines()[0]}", file=file))
    except _Hopeless:
        pass
    if builder.errors:
        raise PolicyErrors(builder.errors)
    return Document(file, builder.root, builder.values, builder.keys)


class _Hopeless(Exception):
    """The rest of the file is not worth reading; the error is recorded."""


class _Builder:
    """Parser events into data, with a stack of the containers that are open."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: object = None
        self.values: dict[Path, tuple[int, int]] = {}
        self.keys: dict[Path, tuple[int, int]] = {}
        self.errors: list[PolicyError] = []
        self._open: list[tuple[dict[str, object] | list[object], Path]] = []
        self._key: list[str | None] = []  # for each open container, the key whose value comes next
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.AliasEvent():
                self._refuse(event, "write the value again: aliases (*name) are not used in these files")
                self._value(event, None)
            case yaml.ScalarEvent():
                self._check_node(event)
                self._scalar(event)
            case yaml.MappingStartEvent():
                self._check_node(event)
                self._enter(event, {})
            case yaml.SequenceStartEvent():
                self._check_node(event)
                self._enter(event, [])
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._open.pop()
                self._key.pop()
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    self._refuse(event, "a file holds one document: remove this `---`")
                    raise _Hopeless

    def _refuse(self, event: yaml.Event, message: str) -> None:
        line, column = _place(event)
        self.errors.append(PolicyError(message, file=self.file, line=line, column=column))

    def _check_node(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse(event, f"remove `&{event.anchor}`: anchors are not used in these files")
        if event.tag not in (None, "!"):
            self._refuse(event, f"remove the tag `{event.tag}`: write quotes around what shall be text")

    def _scalar(self, event: Any) -> None:
        if self._open and isinstance(self._open[-1][0], dict) and self._key[-1] is None:
            self._name(event)
        else:
            self._value(event, _meaning(event.value) if event.implicit[0] else event.value)

    def _name(self, event: Any) -> None:
        container, path = self._open[-1]
        name: str = event.value
        if name in container:
            line = self.keys[(*path, name)][0]
            self._refuse(event, f"`{name}` is already given on line {line}: keep one of the two")
        self._key[-1] = name
        self.keys.setdefault((*path, name), _place(event))

    def _enter(self, event: Any, container: dict[str, object] | list[object]) -> None:
        if len(self._open) >= MAX_DEPTH:
            self._refuse(event, f"nested more than {MAX_DEPTH} levels deep")
            raise _Hopeless
        if self._open and isinstance(self._open[-1][0], dict) and self._key[-1] is None:
            self._refuse(event, "a key must be a plain text; quote it if it begins with `{` or `[`")
            raise _Hopeless
        self._open.append((container, self._value(event, container)))
        self._key.append(None)

    def _value(self, event: yaml.Event, value: object) -> Path:
        if len(self.values) >= MAX_NODES:
            self._refuse(event, f"more than {MAX_NODES:,} values in one file")
            raise _Hopeless
        path = self._attach(value)
        self.values[path] = _place(event)
        return path

    def _attach(self, value: object) -> Path:
        if not self._open:
            self.root = value
            return ()
        container, path = self._open[-1]
        if isinstance(container, list):
            container.append(value)
            return (*path, len(container) - 1)
        key, self._key[-1] = self._key[-1], None
        container[str(key)] = value
        return (*path, str(key))


def _place(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _meaning(plain: str) -> object:
    """What an unquoted scalar means."""
    if plain in _WORDS:
        return _WORDS[plain]
    if _INTEGER.fullmatch(plain):
        return int(plain)
    return float(plain) if _DECIMAL.fullmatch(plain) else plain


def validate[M: BaseModel](model: type[M], document: Document, *, at: Sequence[str | int] = ()) -> M:
    """The part of the document at a path as this model. Raises PolicyErrors with every mistake in it."""
    try:
        return model.model_validate(document.at(at))
    except ValidationError as error:
        raise PolicyErrors(list(_explained(model, document, tuple(at), error))) from None


def _explained(model: type[BaseModel], document: Document, at: Path, error: ValidationError) -> Iterator[PolicyError]:
    """One error for each place: the members of a union each have their say about the same one."""
    found: dict[tuple[Path, bool], list[str]] = {}
    for detail in error.errors(include_url=False):
        if _said_otherwise(detail):
            continue
        unknown = detail["type"] == "extra_forbidden"
        place = document.nearest((*at, *detail["loc"]))
        messages = found.setdefault((place, unknown), [])
        message = _message(model, place[len(at) :], detail)
        if message not in messages:
            messages.append(message)
    for (place, unknown), messages in found.items():
        text = "; or ".join(messages)
        yield document.key_error(place, text) if unknown else document.error(place, text)


def _said_otherwise(detail: ErrorDetails) -> bool:
    """A list is called too short when its elements are wrong, which is told for each of them."""
    given = detail["input"]
    return detail["type"] == "too_short" and isinstance(given, list) and len(given) >= detail["ctx"]["min_length"]


_EXPECTED = {
    "string_type": "write a text (in quotes if it looks like a number)",
    "int_type": "write a whole number",
    "int_parsing": "write a whole number",
    "int_from_float": "write a whole number",
    "float_type": "write a number",
    "float_parsing": "write a number",
    "bool_type": "write true or false",
    "bool_parsing": "write true or false",
    "list_type": "write a list: [one, two]",
    "tuple_type": "write a list: [one, two]",
    "set_type": "write a list: [one, two]",
    "frozen_set_type": "write a list: [one, two]",
    "dict_type": "write a mapping: {key: value}",
    "mapping_type": "write a mapping: {key: value}",
    "model_type": "write a mapping: {key: value}",
    "model_attributes_type": "write a mapping: {key: value}",
    "date_from_datetime_parsing": "write a date as 2026-11-24",
    "date_parsing": "write a date as 2026-11-24",
    "time_parsing": "write a time as 08:30, in quotes",
    "datetime_parsing": "write a moment as 2026-11-24T10:15:00-05:00",
    "datetime_from_date_parsing": "write a moment as 2026-11-24T10:15:00-05:00",
    "timezone_aware": "write a moment with its offset: 2026-11-24T10:15:00-05:00",
    "too_short": "write at least one",
    "string_too_short": "write something here: it is empty",
}


def _message(model: type[BaseModel], path: Path, detail: ErrorDetails) -> str:
    """What is wrong in plain words, and what to write instead."""
    kind, context, given = detail["type"], detail.get("ctx", {}), detail["input"]
    if kind == "missing":
        return f"`{detail['loc'][-1]}` is missing: add it"
    if kind == "extra_forbidden":
        name = str(detail["loc"][-1])
        return _unknown_key(name, sorted(_keys_at(model, path[:-1]) - {name}))  # of two forms, the other may have it
    if kind in ("literal_error", "enum"):
        choices = _literals(context.get("expected", ""))
        return f"`{given}` is not known here: write {_one_of(choices)}{_did_you_mean(str(given), choices)}"
    if kind in ("value_error", "assertion_error"):
        return str(context.get("error") or detail["msg"])
    if kind in _EXPECTED:
        return _EXPECTED[kind]
    return detail["msg"][:1].lower() + detail["msg"][1:]


def _unknown_key(name: str, known: Sequence[str]) -> str:
    guess = _did_you_mean(name, known)
    return f"unknown key `{name}`{guess}" if guess else f"unknown key `{name}`: known here are {', '.join(known)}"


def _did_you_mean(given: str, choices: Sequence[str]) -> str:
    close = difflib.get_close_matches(given[:80], choices, n=1)
    return f"; did you mean `{close[0]}`?" if close else ""


def _literals(expected: str) -> list[str]:
    """The choices in pydantic's own sentence: 'a', 'b' or 'c'."""
    return re.findall(r"'([^']*)'", expected)


def _one_of(choices: Sequence[str]) -> str:
    return choices[0] if len(choices) == 1 else f"{', '.join(choices[:-1])} or {choices[-1]}"


def _keys_at(model: type[BaseModel], path: Path) -> set[str]:
    """The keys that may stand in the mapping at this path of a model."""
    here: list[Any] = [model]
    for step in path:
        here = [inner for outer in here for inner in _step_into(outer, step)]
    return {
        info.alias or name
        for kind in _unwrapped(here)
        if isinstance(kind, type) and issubclass(kind, BaseModel)
        for name, info in kind.model_fields.items()
    }


def _step_into(kind: Any, step: str | int) -> Iterator[Any]:
    for plain in _unwrapped([kind]):
        if isinstance(plain, type) and issubclass(plain, BaseModel):
            yield from (info.annotation for name, info in plain.model_fields.items() if step in (name, info.alias))
        elif get_origin(plain) is not Literal:
            arguments = get_args(plain)
            yield from arguments[-1:] if isinstance(step, str) else arguments[:1]


def _unwrapped(kinds: Sequence[Any]) -> Iterator[Any]:
    """Types without what is around them: Annotated, aliases, unions."""
    for kind in kinds:
        if isinstance(kind, TypeAliasType):
            yield from _unwrapped([kind.__value__])
        elif get_origin(kind) is Annotated:
            yield from _unwrapped(get_args(kind)[:1])
        elif get_origin(kind) in (Union, UnionType):
            yield from _unwrapped(get_args(kind))
        else:
            yield kind

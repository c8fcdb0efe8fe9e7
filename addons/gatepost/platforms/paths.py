"""Locators: where in a request a definition finds something, such as `variables->input.message.text`.

    [source:] path [-> path] [| transform [argument]] ...

A source gives the first values, steps lead on from them. Locators are parsed once, when a definition is loaded. The one
rule to keep: what a head alone tells (`in_head`) is found without raising, since every request is asked for it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from gatepost.platforms.address import Address
from gatepost.platforms.decoders.urlencoded import fields, steps_of
from gatepost.platforms.steps import MAX_FOUND, Step, every, key, spread, steps_in, transform_step
from gatepost.platforms.tree import File, Node, text_of

type Headers = tuple[tuple[str, str], ...]


class Context(NamedTuple):  # made for every unit of every request; a named tuple is changed in a fifth of the time
    """What a locator looks at: one request, and of its body the unit (one operation) that is being read."""

    address: Address
    headers: Headers = ()
    captures: tuple[str, ...] = ()
    raw: bytes = b""
    body: Node = None
    files: tuple[File, ...] = ()
    unit: Node = None


@dataclass(frozen=True, slots=True)
class Locator:
    """A parsed locator. `text` is how it was written, and what makes two the same; `in_head`: no body is needed."""

    text: str
    source: "Source" = field(repr=False, compare=False)
    name: str = field(repr=False, compare=False)
    steps: tuple[Step, ...] = field(repr=False, compare=False)
    in_head: bool = field(repr=False, compare=False)

    def find(self, context: Context) -> list[Node]:
        """Every value at this place."""
        found = spread(self.source(context, self.name))
        for step in self.steps:
            if not found:
                break
            found = step(found)
        return found

    def texts(self, context: Context) -> list[str]:
        """Every value at this place that is or has a text, without empty ones."""
        return [text for text in map(text_of, self.find(context)) if text]


type Source = Callable[[Context, str], list[Node]]


def first_text(locators: tuple[Locator, ...], context: Context) -> str:
    """The first text that any of these locators finds, in their order; empty when there is none."""
    for locator in locators:
        if found := locator.texts(context):
            return found[0]
    return ""


def _from_unit(context: Context, _: str) -> list[Node]:
    return [context.unit]


def _from_body(context: Context, _: str) -> list[Node]:
    return [context.body]


def _from_parameters(context: Context, name: str) -> list[Node]:
    """A parameter as servers read it: from the query, or from a form, or from the top of a JSON body."""
    found = key(steps_of(name)[0])(spread([context.body]))
    for step in steps_of(name)[1:]:
        found = every(found) if not step else key(step)(found)
    return [*_from_query(context, name), *found]


def _from_query(context: Context, name: str) -> list[Node]:
    """Nothing where a query is longer than servers read; this is asked of every request, and never raises."""
    query = context.address.query
    readable = query and len(query) <= _MAX_QUERY and query.count("&") < MAX_FOUND
    value = fields(query).get(name) if readable else None
    return [] if value is None else [value]


def _from_path(context: Context, number: str) -> list[Node]:
    place = int(number) - 1
    return [context.captures[place]] if place < len(context.captures) else []


def _from_headers(context: Context, name: str) -> list[Node]:
    return [value for key, value in context.headers if key == name]


def _from_cookies(context: Context, name: str) -> list[Node]:
    return [
        value.strip().strip('"')
        for key, header in context.headers
        if key == "cookie" and name in header
        for cookie, _, value in (item.partition("=") for item in header.split(";"))
        if cookie.strip() == name
    ]


def _from_raw(context: Context, _: str) -> list[Node]:
    return [context.raw] if context.raw else []


def _from_host(context: Context, _: str) -> list[Node]:
    return [context.address.host]


_MAX_QUERY = 64 * 1024  # servers stop at 8 to 60 KiB of head

SOURCES: Mapping[str, Source] = {
    "": _from_unit,
    "body": _from_body,
    "form": _from_body,
    "pb": _from_body,
    "param": _from_parameters,
    "q": _from_query,
    "path": _from_path,
    "header": _from_headers,
    "cookie": _from_cookies,
    "raw": _from_raw,
    "host": _from_host,
}
_NAMED = frozenset({"param", "q", "path", "header", "cookie"})  # what follows the colon is a name, not a path
_IN_HEAD = frozenset({"q", "path", "header", "cookie", "host"})


def parse_locator(text: object) -> Locator:
    """A locator as written in a definition. Raises ValueError that says what is wrong."""
    if not isinstance(text, str) or not text.strip():
        raise ValueError("write a place such as `variables.text`, `q:status` or `cookie:session`")
    place, *changes = re.split(r"\s+\|\s+", text.strip())
    prefix, colon, rest = place.partition(":")
    source = prefix if colon and prefix in SOURCES else ""
    path = rest if source else place
    if place in ("raw", "host"):
        source, path = place, ""
    if colon and not source and not re.search(r'[."\[]', prefix):
        raise ValueError(f"unknown source `{prefix}:`: write one of {', '.join(sorted(filter(None, SOURCES)))}")
    name, steps = _named(source, path)
    if name and "->" in name:
        raise ValueError(f"write `| json` after `{source}:{name.partition('->')[0]}` for JSON inside it")
    steps = [*steps, *(transform_step(change) for change in changes)]
    return Locator(text.strip(), SOURCES[source], name, tuple(steps), source in _IN_HEAD)


def _named(source: str, path: str) -> tuple[str, list[Step]]:
    if source in _NAMED:
        if source == "path" and not path.isdigit():
            raise ValueError(f"`path:{path}`: write the number of the `{{}}` in the path, from 1")
        return path.lower() if source == "header" else path, []
    if source == "form":
        head, arrow, rest = path.partition("->")
        keys = [every if not step else key(step) for step in steps_of(head)]
        return "", [*keys, *(steps_in(arrow + rest))]
    return "", steps_in(path)

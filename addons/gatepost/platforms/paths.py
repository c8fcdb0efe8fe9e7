"""Locators: where in a request a definition finds something, such as `variables->input.message.text`.

    [source:] path [-> path] [| transform [argument]] ...

A locator is parsed once, when the definition is loaded, into steps; a step takes the values found so far and gives the
values one further. Several readings of a place are all followed. The one rule to keep: a step is bounded, and where
it would lose something it raises Undecodable (`too-large`).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from gatepost.errors import Undecodable
from gatepost.platforms.address import Address
from gatepost.platforms.decoders.urlencoded import fields, steps_of
from gatepost.platforms.transforms import MAY_HAVE_ARGUMENT, NEED_ARGUMENT, TRANSFORMS
from gatepost.platforms.tree import MAX_NODES, File, Node, Several, text_of
from gatepost.platforms.wildcards import wildcard

type Headers = tuple[tuple[str, str], ...]
type Step = Callable[[list[Node]], list[Node]]

MAX_FOUND = 2_000  # values of one locator; the longest list a client sends (a batch of writes) has two hundred


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
        found = _spread(self.source(context, self.name))
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
    found = _key(steps_of(name)[0])(_spread([context.body]))
    for step in steps_of(name)[1:]:
        found = _every(found) if not step else _key(step)(found)
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

_SOURCES: Mapping[str, Source] = {
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
_STEP = re.compile(
    r"""
    (?P<deep>\.\.)(?P<anywhere>\*|[^.\[\]|"\s]+?(?=\.|\[|->|$))
    | \[(?P<every>\*)\]
    | \[(?P<index>[0-9]{1,4})\]
    | \["(?P<quoted>[^"]+)"\]
    | (?P<parse>->)\.?
    | \.?(?P<name>[^.\[\]|"\s]+?)(?=\.|\[|->|$)
    """,
    re.VERBOSE,
)


def parse_locator(text: object) -> Locator:
    """A locator as written in a definition. Raises ValueError that says what is wrong."""
    if not isinstance(text, str) or not text.strip():
        raise ValueError("write a place such as `variables.text`, `q:status` or `cookie:session`")
    place, *changes = re.split(r"\s+\|\s+", text.strip())
    prefix, colon, rest = place.partition(":")
    source = prefix if colon and prefix in _SOURCES else ""
    path = rest if source else place
    if place in ("raw", "host"):
        source, path = place, ""
    if colon and not source and not re.search(r'[."\[]', prefix):
        raise ValueError(f"unknown source `{prefix}:`: write one of {', '.join(sorted(filter(None, _SOURCES)))}")
    name, steps = _named(source, path)
    if name and "->" in name:
        raise ValueError(f"write `| json` after `{source}:{name.partition('->')[0]}` for JSON inside it")
    steps = [*steps, *(_change(change) for change in changes)]
    return Locator(text.strip(), _SOURCES[source], name, tuple(steps), source in _IN_HEAD)


def _named(source: str, path: str) -> tuple[str, list[Step]]:
    if source in _NAMED:
        if source == "path" and not path.isdigit():
            raise ValueError(f"`path:{path}`: write the number of the `{{}}` in the path, from 1")
        return path.lower() if source == "header" else path, []
    if source == "form":
        head, arrow, rest = path.partition("->")
        keys = [_every if not step else _key(step) for step in steps_of(head)]
        return "", [*keys, *(_steps(arrow + rest))]
    return "", _steps(path)


def _steps(path: str) -> list[Step]:
    if path in ("", "."):
        return []
    steps: list[Step] = []
    place = 0
    while place < len(path):
        match = _STEP.match(path, place)
        if match is None or match.end() == place:
            raise ValueError(f"`{path}` cannot be read from `{path[place:]}` on")
        steps.append(_step(match))
        place = match.end()
    return steps


def _step(match: re.Match[str]) -> Step:
    if match["deep"]:
        return _leaves if match["anywhere"] == "*" else _anywhere(match["anywhere"])
    if match["every"]:
        return _every
    if match["index"]:
        return _index(int(match["index"]))
    if match["parse"]:
        return _changed("json", "")
    name = match["quoted"] or match["name"]
    return _matching(name) if "*" in name else _key(name)


def _change(written: str) -> Step:
    name, _, argument = written.partition(" ")
    if name not in TRANSFORMS:
        raise ValueError(f"unknown transform `{name}`: write one of {', '.join(sorted(TRANSFORMS))}")
    if name in NEED_ARGUMENT and not argument:
        raise ValueError(f"`{name}` takes an argument: see docs/platforms.md")
    if argument and name not in MAY_HAVE_ARGUMENT:
        raise ValueError(f"`{name}` takes no argument")
    return _changed(name, argument)


def _spread(found: list[Node]) -> list[Node]:
    """Every reading of the values found."""
    for node in found:
        if type(node) is Several:
            return _bounded([one for node in found for one in (node if type(node) is Several else (node,))])
    return found


def _key(name: str) -> Step:
    def step(found: list[Node]) -> list[Node]:
        return _spread([node[name] for node in found if type(node) is dict and name in node])

    return step


def _matching(pattern: str) -> Step:
    """Keys with `*` in them; `*` alone is every key."""
    fits = wildcard(pattern)

    def step(found: list[Node]) -> list[Node]:
        return _spread([node[key] for node in found if type(node) is dict for key in node if fits(key)])

    return step


def _index(number: int) -> Step:
    def step(found: list[Node]) -> list[Node]:
        lists = [node[number] for node in found if type(node) is list and number < len(node)]
        return _spread([*lists, *_key(str(number))(found)])

    return step


def elements(found: list[Node]) -> list[Node]:
    """The operations of a batch: the elements of a list, or the one thing itself."""
    every: list[Node] = []
    for node in found:
        every.extend(node) if type(node) is list else every.append(node)
    return _bounded(every)


def _bounded(found: list[Node]) -> list[Node]:
    if len(found) > MAX_FOUND:
        raise Undecodable(f"more than {MAX_FOUND:,} values at one place", "too-large")
    return found


def _every(found: list[Node]) -> list[Node]:
    """The elements of a list, or of a form's numbered fields; of what is no list, the thing itself."""
    every: list[Node] = []
    for node in found:
        if type(node) is list:
            every.extend(node)
        elif type(node) is dict and node and all(key.isdigit() for key in node):
            every.extend(node.values())
        else:
            every.append(node)
    return _spread(_bounded(every))


def _leaves(found: list[Node]) -> list[Node]:
    return _bounded([node for node in _walk(found) if not isinstance(node, dict | list | tuple)])


def _anywhere(name: str) -> Step:
    def step(found: list[Node]) -> list[Node]:
        return _spread([node[name] for node in _walk(found) if isinstance(node, dict) and name in node])

    return step


def _walk(roots: list[Node]) -> Iterator[Node]:
    """Every value of these trees with its containers, in order. Raises Undecodable beyond MAX_NODES."""
    waiting, left = list(reversed(roots)), MAX_NODES
    while waiting:
        node = waiting.pop()
        left -= 1
        if left < 0:
            raise Undecodable(f"more than {MAX_NODES:,} values", "too-large")
        yield node
        if isinstance(node, dict):
            waiting.extend(reversed(node.values()))
        elif isinstance(node, list | tuple):
            waiting.extend(reversed(node))


def _changed(name: str, argument: str) -> Step:
    transform = TRANSFORMS[name]

    def step(found: list[Node]) -> list[Node]:
        return _spread([changed for node in found if type(node) is not File for changed in transform(node, argument)])

    return step

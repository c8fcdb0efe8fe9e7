"""application/x-www-form-urlencoded -> tree.

Names with brackets nest as Rails and PHP nest them (`poll[options][]=a` is what `{"poll": {"options": ["a"]}}` is in
JSON; lists become mappings with the keys 0, 1, 2 ...), so that one path reads both forms. A repeated name keeps all its
values. The number of fields is bounded before the first one is read.
"""

import binascii
import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote_to_bytes

from gatepost.errors import Undecodable
from gatepost.platforms.charset import known, readings
from gatepost.platforms.media_types import HeaderValue
from gatepost.platforms.tree import Node, Several, several

MEDIA_TYPES = frozenset({"application/x-www-form-urlencoded"})
MAX_FIELDS = 10_000  # servers stop at a thousand or so; the largest known client form has about sixty
MAX_NESTING = 8  # brackets in one name

_START = re.compile(rb"[\w.%+~*\[\]-]{1,200}=")
_NO_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_BRACKETS = re.compile(r"\[([^\[\]]*)\]")


def looks(body: bytes) -> bool:
    return _START.match(body) is not None


def decode(body: bytes, declared: HeaderValue) -> Node:
    if b"\0" in body[:4]:
        body = readings(body)[0].encode("utf-8", "replace")
    charset = known(declared.parameters.get("charset", ""))
    charsets = ["utf-8"] if charset in ("", "utf-8", "ascii") or charset.startswith("utf") else ["utf-8", charset]
    trees = [nest(grouped(pairs(body, name))) for name in charsets]
    return trees[0] if len(trees) == 1 or trees[0] == trees[1] else several(trees)


def fields(text: str) -> dict[str, Node]:
    """The fields of a query string by their exact names."""
    return grouped(pairs(text.encode("utf-8", "replace"))) if text else {}


def pairs(body: bytes, charset: str = "utf-8") -> Iterable[tuple[str, str]]:
    """The fields in order. Raises Undecodable when there are too many."""
    if body.count(b"&") >= MAX_FIELDS:
        raise Undecodable(f"more than {MAX_FIELDS:,} fields", "too-large")
    for field in body.split(b"&"):
        name, _, value = field.partition(b"=")
        if field:
            yield _text(name, charset), _text(value, charset)


def _text(data: bytes, charset: str) -> str:
    plain = percent_decoded(data.replace(b"+", b" "))
    try:
        return plain.decode(charset)
    except UnicodeError:
        return plain.decode("cp1252", "replace")


def percent_decoded(data: bytes) -> bytes:
    """Percent-encoding undone. JSON in a form is half of it escapes: those are undone by C code made for mail."""
    if b"%" not in data:
        return data
    if _NO_ESCAPE.search(data):
        return unquote_to_bytes(data)
    return binascii.a2b_qp(data.replace(b"=", b"=3D").replace(b"%", b"="))


def grouped(found: Iterable[tuple[str, Node]]) -> dict[str, Node]:
    """Values by name: one as itself, more as a `Several`."""
    values: dict[str, list[Node]] = {}
    for name, value in found:
        values.setdefault(name, []).append(value)
    return {name: several(given) for name, given in values.items()}


def nest(flat: Mapping[str, Node]) -> dict[str, Node]:
    """The fields with bracketed names as the tree that they mean."""
    tree: dict[str, Node] = {}
    for name, node in flat.items():
        steps = steps_of(name)
        for value in node if isinstance(node, Several) and "" in steps else (node,):
            _insert(tree, steps, value)
    return tree


def steps_of(name: str) -> list[str]:
    """`poll[options][]` as `poll`, `options` and an empty step; a name that nests in no clear way is one step."""
    head, bracket, _ = name.partition("[")
    if not bracket or not head:
        return [name]
    inner = _BRACKETS.findall(name[len(head) :])
    clear = len("".join(inner)) + 2 * len(inner) == len(name) - len(head)
    return [head, *inner] if clear and len(inner) <= MAX_NESTING else [name]


def _insert(tree: dict[str, Node], steps: list[str], value: Node) -> None:
    head, *inner = steps
    for step in inner:
        tree = _child(tree, head)
        head = step or str(len(tree))
    tree[head] = value if head not in tree else several((tree[head], value))


def _child(tree: dict[str, Node], step: str) -> dict[str, Node]:
    """The mapping at this step, beside whatever else was given there."""
    there = tree.get(step)
    for node in there if isinstance(there, Several) else (there,):
        if isinstance(node, dict):
            return node
    fresh: dict[str, Node] = {}
    tree[step] = fresh if step not in tree else several((there, fresh))
    return fresh

"""Steps of a path: from the values found so far to the values one further.

A step follows every reading of a place, is bounded, and raises Undecodable (`too-large`) where it would lose something.
It is made once, when a definition is loaded.
"""

import re
from collections.abc import Callable

from gatepost.errors import Undecodable
from gatepost.platforms.transforms import MAY_HAVE_ARGUMENT, NEED_ARGUMENT, TRANSFORMS
from gatepost.platforms.tree import MAX_NODES, File, Node, Several, nodes
from gatepost.platforms.wildcards import wildcard

type Step = Callable[[list[Node]], list[Node]]

MAX_FOUND = 2_000  # values of one place; the longest list a client sends (a batch of writes) has two hundred

_HOLDERS = frozenset({dict, list, Several})
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


def steps_in(path: str) -> list[Step]:
    """The steps of a path as written: `a.b[*]->c..d`. Raises ValueError where it cannot be read."""
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
        return every
    if match["index"]:
        return _index(int(match["index"]))
    if match["parse"]:
        return _changed("json", "")
    name = match["quoted"] or match["name"]
    return _matching(name) if "*" in name else key(name)


def transform_step(written: str) -> Step:
    """The step of a transform as written: `after u=`. Raises ValueError that says what to write."""
    name, _, argument = written.partition(" ")
    if name not in TRANSFORMS:
        raise ValueError(f"unknown transform `{name}`: write one of {', '.join(sorted(TRANSFORMS))}")
    if name in NEED_ARGUMENT and not argument:
        raise ValueError(f"`{name}` takes an argument: see docs/platforms.md")
    if argument and name not in MAY_HAVE_ARGUMENT:
        raise ValueError(f"`{name}` takes no argument")
    return _changed(name, argument)


def spread(found: list[Node]) -> list[Node]:
    """Every reading of the values found."""
    for node in found:
        if type(node) is Several:
            return _bounded([one for node in found for one in (node if type(node) is Several else (node,))])
    return found


def key(name: str) -> Step:
    """The member of that name."""

    def step(found: list[Node]) -> list[Node]:
        return spread([node[name] for node in found if type(node) is dict and name in node])

    return step


def _matching(pattern: str) -> Step:
    """Keys with `*` in them; `*` alone is every key."""
    fits = wildcard(pattern)

    def step(found: list[Node]) -> list[Node]:
        return spread([node[name] for node in found if type(node) is dict for name in node if fits(name)])

    return step


def _index(number: int) -> Step:
    def step(found: list[Node]) -> list[Node]:
        lists = [node[number] for node in found if type(node) is list and number < len(node)]
        return spread([*lists, *key(str(number))(found)])

    return step


def elements(found: list[Node]) -> list[Node]:
    """The operations of a batch: the elements of a list, or the one thing itself."""
    units: list[Node] = []
    for node in found:
        units.extend(node) if type(node) is list else units.append(node)
    return _bounded(units)


def _bounded(found: list[Node]) -> list[Node]:
    if len(found) > MAX_FOUND:
        raise Undecodable(f"more than {MAX_FOUND:,} values at one place", "too-large")
    return found


def every(found: list[Node]) -> list[Node]:
    """The elements of a list, or of a form's numbered fields; of what is no list, the thing itself."""
    values: list[Node] = []
    for node in found:
        if type(node) is list:
            values.extend(node)
        elif type(node) is dict and node and all(name.isdigit() for name in node):
            values.extend(node.values())
        else:
            values.append(node)
    return spread(_bounded(values))


def _leaves(found: list[Node]) -> list[Node]:
    return _bounded([leaf for root in found for leaf in nodes(root)])


def _anywhere(name: str) -> Step:
    """The member of that name in every mapping, in order. Raises Undecodable beyond MAX_NODES."""

    def step(found: list[Node]) -> list[Node]:
        values: list[Node] = []
        waiting, left = found[::-1], MAX_NODES
        while waiting:
            node = waiting.pop()
            left -= 1
            if left < 0:
                raise Undecodable(f"more than {MAX_NODES:,} values", "too-large")
            kind = type(node)
            if kind is dict:
                if name in node:
                    values.append(node[name])
                waiting.extend(value for value in reversed(node.values()) if type(value) in _HOLDERS)
            elif kind in _HOLDERS:
                waiting.extend(reversed(node))
        return spread(values)

    return step


def _changed(name: str, argument: str) -> Step:
    transform = TRANSFORMS[name]

    def step(found: list[Node]) -> list[Node]:
        return spread([changed for node in found if type(node) is not File for changed in transform(node, argument)])

    return step

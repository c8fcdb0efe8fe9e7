"""What one file of the folder says about another: groups, notices, platforms and rules that must exist.

It is looked up on the data as written, whatever else may be wrong with it, so that one mistake never hides another.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from gatepost.errors import PolicyError
from gatepost.policy.notices import notices
from gatepost.policy.vocabulary import nearest
from gatepost.yaml_source import Document, Path

# Where one file names something that is declared elsewhere; `*` stands for every item of a list or a mapping.
_REFERENCES: Sequence[tuple[tuple[str, ...], str]] = (
    (("enforce_groups", "*"), "group"),
    (("rules", "*", "groups", "*"), "group"),
    (("rules", "*", "when", "group", "*"), "group"),
    (("rules", "*", "when", "not_group", "*"), "group"),
    (("rules", "*", "examples", "*", "principal", "groups", "*"), "group"),
    (("rules", "*", "notice"), "notice"),
    (("rules", "*", "platforms", "*"), "platform"),
    (("usage", "platform_groups", "*", "*"), "platform"),
    (("rules", "*", "when", "platform", "*"), "platform"),
    (("rules", "*", "when", "platform_group"), "group of platforms"),
    (("rules", "*", "examples", "*", "platform"), "platform"),
    (("rules", "*", "examples", "*", "expect", "rule"), "rule"),
)


def declared(files: Mapping[str, str], agency: Document, accounts: Document | None) -> Mapping[str, Collection[str]]:
    """What is declared, by kind. A kind of which nothing is declared, such as platforms in a part of a folder, is not
    checked; groups of platforms always are, because no other file has them."""
    groups = accounts.data.get("groups") if accounts is not None and isinstance(accounts.data, dict) else None
    kinds: Mapping[str, Collection[str]] = {
        "group": groups if isinstance(groups, dict) else (),
        "notice": {key for key, _, _ in notices(files)},
        "platform": declared_platforms(files),
        "rule": [name for _, name in _strings(agency.data, ("rules", "*", "id"))],
    }
    checked = {kind: names for kind, names in kinds.items() if names}
    return checked | {"group of platforms": _platform_groups(agency.data)}


def reference_errors(agency: Document, known: Mapping[str, Collection[str]]) -> Iterator[PolicyError]:
    for pattern, kind in _REFERENCES:
        for path, name in _strings(agency.data, pattern):
            if kind in known and name not in known[kind]:
                advice = nearest(name, known[kind]) if known[kind] else "write it under `usage: platform_groups:` first"
                yield agency.error(path, f"there is no {kind} {name!r}; {advice}")


def _platform_groups(agency: Any) -> Collection[str]:
    usage = agency.get("usage") if isinstance(agency, dict) else None
    groups = usage.get("platform_groups") if isinstance(usage, dict) else None
    return groups if isinstance(groups, dict) else ()


def declared_platforms(files: Mapping[str, str]) -> frozenset[str]:
    """The platforms that the folder defines: one file each."""
    names = (name.removeprefix("platforms/") for name in files if name.startswith("platforms/"))
    return frozenset(name.removesuffix(".yaml") for name in names if name.endswith(".yaml"))


def _strings(data: Any, pattern: tuple[str, ...], path: Path = ()) -> Iterator[tuple[Path, str]]:
    """The strings at the places that a pattern names, whatever else may be wrong with the data."""
    if not pattern:
        if isinstance(data, str):
            yield path, data
    elif pattern[0] == "*":
        items = enumerate(data) if isinstance(data, list) else data.items() if isinstance(data, dict) else ()
        for key, item in items:
            yield from _strings(item, pattern[1:], (*path, key))
    elif isinstance(data, dict) and pattern[0] in data:
        yield from _strings(data[pattern[0]], pattern[1:], (*path, pattern[0]))


def twice(agency: Document) -> Iterator[PolicyError]:
    """Rules that take the id of an earlier one."""
    seen: set[str] = set()
    for path, name in _strings(agency.data, ("rules", "*", "id")):
        if name in seen:
            yield agency.error(path, f"there is a rule {name!r} already: give this one a name of its own")
        seen.add(name)

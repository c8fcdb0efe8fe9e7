"""Counts of a closed week -> its publication.

The way goes down the tree of divisions, and splits groups in two: one division, and what is left of those beside it.
Both must be safe, and both get the same blocks of categories (`blocks`), none of which gives anything away where tables
overlap (`across`). A division that cannot be split off stays with the others, its figures and those of all below it
are withheld, and pages show the level above.

That every split has two sides, told apart in the same categories, is what makes it hold: a split is a table of two
rows of which only margins are known, and each number inside stays open by as much as the smallest margin, which is a
safe sum. So there is no system of equations to solve here; `tests/unit/disclosure` solves it.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from gatepost.disclosure.across import fault
from gatepost.disclosure.blocks import Block, Blocks, coarsened
from gatepost.disclosure.divisions import AGENCY, Divisions
from gatepost.disclosure.posts import Count, Group, Mask, Posts, read_posts
from gatepost.disclosure.publication import Cell, Publication
from gatepost.disclosure.rounding import cell_key, rounded
from gatepost.disclosure.safety import Safety

USUAL = Safety()


class _Known(NamedTuple):
    """What is known of a division: its blocks, and the categories whose figures are published, for each table."""

    division: str
    group: Group
    blocks: Sequence[Sequence[Block]]
    shown: Sequence[frozenset[int]]


def publish(
    counts: Iterable[Count],
    divisions: Divisions,
    tables: Sequence[str],
    *,
    week: date,
    secret: bytes,
    safety: Safety = USUAL,
) -> Publication:
    """`tables` are the names of what each count has a category of. `week` is its Monday; call it once for each week."""
    posts = read_posts(counts, divisions, len(tables), week=week.isoformat(), secret=secret)
    cells: dict[Cell, int] = {}
    ahead = list(_agency(posts, divisions, safety))
    while ahead:
        known = ahead.pop()
        cells.update(_cells(known, tables))
        ahead.extend(_split(known, divisions, safety))
    return Publication((week,), dict(sorted(cells.items())))


def _agency(posts: Posts, divisions: Divisions, safety: Safety) -> Iterator[_Known]:
    everyone = Group.of(posts, 0, divisions.ends[AGENCY])
    single = [[frozenset({category}) for category in range(len(names))] for names in posts.names]
    blocks = _told_apart(single, (everyone,), safety) if safety.of(everyone.by_person()) else None
    if blocks is not None:
        all_categories = [frozenset(range(len(names))) for names in posts.names]
        yield _Known(AGENCY, everyone, [table.all for table in blocks], _shown(all_categories, blocks))


def _split(known: _Known, divisions: Divisions, safety: Safety) -> Iterator[_Known]:
    """The divisions under one that can be shown, the most telling first: what they cannot keep, the others lose."""
    left = known
    for division, group in _most_telling_first(known.group.week, divisions, known.division, safety):
        others = left.group.without(group)
        if group.rows.size and not others.rows.size:
            if left.group.rows.size < len(group.week.posts):  # else every figure of the agency, seen elsewhere, is its
                yield left._replace(division=division)  # all that is left is this one's, and known already
            return
        if not (safety.of(group.by_person()) and safety.of(others.by_person())):
            continue
        if (blocks := _told_apart(left.blocks, (group, others), safety)) is not None:
            shown = _shown(left.shown, blocks)
            yield _Known(division, group, [table.all for table in blocks], shown)
            left = _Known(known.division, others, [table.all for table in blocks], shown)


def _most_telling_first(posts: Posts, divisions: Divisions, above: str, safety: Safety) -> list[tuple[str, Group]]:
    groups = [(division, _below(posts, divisions, division)) for division in divisions.children[above]]
    return sorted(groups, key=lambda item: (-_telling(item[1], safety), -len(item[1].rows), item[0]))


def _telling(group: Group, safety: Safety) -> int:
    """How many categories could be shown, were it alone."""
    return sum(int(safety.of_columns(table).sum()) for table in group.tables)


def _below(posts: Posts, divisions: Divisions, division: str) -> Group:
    return Group.of(posts, divisions.places[division], divisions.ends[division])


def _told_apart(known: Sequence[Sequence[Block]], groups: Sequence[Group], safety: Safety) -> list[Blocks] | None:
    """The finest blocks of every table that give nothing away in any of the groups."""
    withheld: list[set[Block]] = [set() for _ in known]
    while True:
        tables: list[Blocks] = []
        for number, blocks in enumerate(known):
            table = coarsened(blocks, [group.tables[number] for group in groups], safety, withheld[number])
            if table is None:
                return None
            tables.append(table)
        found = (fault(group, [table.all for table in tables], safety) for group in groups)
        if (wrong := next(filter(None, found), None)) is None:
            return tables
        ours, theirs = tables[wrong.table].kept, tables[wrong.other].kept
        if wrong.block in ours:
            withheld[wrong.table].add(wrong.block)
        elif ours:
            withheld[wrong.table].add(ours[-1])
        elif theirs:
            withheld[wrong.other].add(theirs[-1])
        else:
            return None


def _shown(above: Sequence[frozenset[int]], tables: Sequence[Blocks]) -> list[frozenset[int]]:
    """What is shown of a division is shown of the one above it, and never what is plain only to who knows more."""
    return [
        shown & frozenset(next(iter(block)) for block in table.kept if len(block) == 1)
        for shown, table in zip(above, tables, strict=True)
    ]


def _cells(known: _Known, tables: Sequence[str]) -> Iterator[tuple[Cell, int]]:
    group = known.group
    yield Cell(known.division), _figure(group, np.ones(len(group.rows), dtype=np.bool_))
    for number, (table, shown) in enumerate(zip(tables, known.shown, strict=True)):
        for category in shown:
            name = group.week.names[number][category]
            yield Cell(known.division, table, name), _figure(group, group.categories[:, number] == category)


def _figure(group: Group, rows: Mask) -> int:
    return rounded(int(group.posts[rows].sum()), cell_key(group.week.keys[group.rows[rows]]))

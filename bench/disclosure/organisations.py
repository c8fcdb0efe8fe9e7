"""A seed -> an organisation, and a week of its posts.

Drawn so that it tempts: official use in one division alone, a platform that is always professional use, a guideline for
every refusal and none without one, a few who post more than all others together, and groups around the threshold.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from gatepost.disclosure.divisions import Divisions, tree
from gatepost.disclosure.posts import Count
from gatepost.figures.measures import TABLES as TABLES_OF_POSTS
from gatepost.figures.measures import TABLES_OF_REFUSED

TABLES = ("platform", "use", "guideline", "outcome", "time")
PLATFORMS = tuple(f"platform-{number}" for number in range(11))
GUIDELINES = ("1", "2.3", "2.4", "2.5", "2.6", "2.7", "agreement", "uninspectable", "2.1", "2.2", "network", "none")
UNIVERSES = ("posts/", "refused/")
ELSEWHERE = "elsewhere"
SECRET = b"only for drawn organisations"


@dataclass(frozen=True, slots=True)
class Organisation:
    """`tables` are the names of what each count has a category of."""

    divisions: Divisions
    counts: tuple[Count, ...]
    tables: tuple[str, ...] = TABLES


def small(seed: int) -> Organisation:
    """3 to 16 divisions in up to three levels, 20 to 400 people, two to four categories in a table."""
    draw = Random(seed)  # noqa: S311 - the same organisation for the same seed
    names = [f"d{number}" for number in range(draw.randint(3, 16))]
    parents = {name: draw.choice(["", "", *names[:number][-4:]]) for number, name in enumerate(names)}
    people = draw.randint(20, 400)
    return _organisation(draw, parents, names, people, platforms=draw.randint(2, 4), guidelines=draw.randint(2, 4))


def agency(seed: int = 0, *, people: int = 8_000) -> Organisation:
    """300 divisions in four levels, 11 platforms, four uses, 12 guidelines."""
    draw = Random(seed)  # noqa: S311 - as above
    top = [f"branch-{number}" for number in range(6)]
    middle = [f"{name}/{number}" for name in top for number in range(4)]
    lower = [f"{name}/{number}" for name in middle for number in range(3)]
    lowest = [f"{name}/{number}" for name in lower for number in range(3)][:198]
    parents = {name: name.rpartition("/")[0] for name in (*top, *middle, *lower, *lowest)}
    return _organisation(draw, parents, lowest, people, platforms=len(PLATFORMS), guidelines=len(GUIDELINES) - 1)


def refusals(seed: int) -> Organisation:
    """The posts of `small`, had all of them been stopped. Guidelines differ in what they lead to."""
    draw, organisation = Random(seed), small(seed)  # noqa: S311 - as above
    counts = (_with(count, (*_general(count), *_became(draw, count))) for count in organisation.counts)
    return replace(organisation, counts=tuple(counts), tables=TABLES_OF_REFUSED)


def part(organisation: Organisation, universe: str) -> Organisation:
    """The posts of one universe, or of all where it is none, with the tables that both have."""
    counts = (_with(count, _general(count)) for count in organisation.counts if universe in ("", universe_of(count)))
    return replace(organisation, counts=tuple(counts), tables=TABLES_OF_POSTS)


def both(organisation: Organisation) -> Organisation:
    """All posts, in tables of all of them, and in tables of each universe, where the other's posts are `ELSEWHERE`."""
    tables = ("universe", *(f"{name}{table}" for name in ("", *UNIVERSES) for table in TABLES_OF_POSTS))
    counts = (_with(count, (universe_of(count), *_in_both(count))) for count in organisation.counts)
    return replace(organisation, counts=tuple(counts), tables=tables)


def universe_of(count: Count) -> str:
    return UNIVERSES[count.categories[TABLES.index("outcome")] != "allowed"]


def _in_both(count: Count) -> Iterator[str]:
    for universe in (universe_of(count), *UNIVERSES):
        yield from (category if universe == universe_of(count) else ELSEWHERE for category in _general(count))


def _general(count: Count) -> tuple[str, ...]:
    return tuple(count.categories[TABLES.index(table)] for table in TABLES_OF_POSTS)


def _became(draw: Random, count: Count) -> tuple[str, str, str]:
    blocks = count.categories[TABLES.index("guideline")] in ("1", "2.6")
    decided = "blocked" if blocks or draw.random() < 0.1 else "coached"
    ended = draw.choice(("went_back", "justified", "lapsed")) if decided == "coached" else "blocked"
    return decided, ended, draw.choices(("yes", "no"), (1, 9))[0]


def _with(count: Count, categories: tuple[str, ...]) -> Count:
    return count._replace(categories=categories)


def _organisation(
    draw: Random, parents: dict[str, str], homes: list[str], people: int, *, platforms: int, guidelines: int
) -> Organisation:
    sizes = [draw.paretovariate(1.2) for _ in homes]
    posts: Counter[tuple[str, str, tuple[str, ...]]] = Counter()
    for number, home in enumerate(draw.choices(homes, sizes, k=people)):
        for _ in range(min(int(draw.paretovariate(1.3)), 60)):
            posts[f"p{number}", home, _categories(draw, home == homes[0], platforms, guidelines)] += 1
    counts = (Count(person, home, categories, number) for (person, home, categories), number in posts.items())
    return Organisation(tree(parents), tuple(counts))


def _categories(draw: Random, communications: bool, platforms: int, guidelines: int) -> tuple[str, ...]:
    platform = draw.choices(PLATFORMS[:platforms], [2.0**-number for number in range(platforms)])[0]
    professional = platform == PLATFORMS[1] or draw.random() < 0.1
    use = "official" if communications and draw.random() < 0.5 else "professional" if professional else "personal"
    time = draw.choice(("work", "own"))
    outcome = draw.choices(("allowed", "coached", "refused"), (80, 15, 5))[0]
    if outcome == "allowed":
        return platform, use, "none", outcome, time
    return platform, use, draw.choices(GUIDELINES[:guidelines], range(guidelines, 0, -1))[0], outcome, time

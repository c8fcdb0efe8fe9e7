"""A seed -> an organisation, and a week of its posts.

Drawn so that it tempts: official use in one division alone, a platform that is always professional use, a guideline for
every refusal and none without one, a few who post more than all others together, and groups around the threshold.
"""

from collections import Counter
from dataclasses import dataclass
from random import Random

from gatepost.disclosure.divisions import Divisions, tree
from gatepost.disclosure.posts import Count

TABLES = ("platform", "use", "guideline", "outcome", "time")
PLATFORMS = tuple(f"platform-{number}" for number in range(11))
GUIDELINES = ("1", "2.3", "2.4", "2.5", "2.6", "2.7", "agreement", "uninspectable", "2.1", "2.2", "network", "none")
SECRET = b"only for drawn organisations"


@dataclass(frozen=True, slots=True)
class Organisation:
    divisions: Divisions
    counts: tuple[Count, ...]


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

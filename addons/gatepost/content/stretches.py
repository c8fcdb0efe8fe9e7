"""Lines of a document become passages of a length that detectors look at in one go."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from gatepost.content.budget import Budget
from gatepost.content.cutting import cut
from gatepost.content.format import Passage


def stretches(lines: Iterable[str], budget: Budget, page: int | None = None) -> Iterator[Passage]:
    """The passages of these lines, without those that say nothing. What came before an Unreadable comes before it here too."""
    said = (f"{line}\n" for line in lines if line and not line.isspace())
    yield from (Passage(text=text.rstrip("\n"), page=page) for text in cut(said, budget))


def stretches_by_page(lines: Iterable[tuple[int | None, str]], budget: Budget) -> Iterator[Passage]:
    """The passages of lines that come with their pages; a page's lines follow each other."""
    for page, group in groupby(lines, key=lambda line: line[0]):
        yield from stretches((line for _, line in group), budget, page)

"""Parts of a file are read each by itself: what is wrong with one is said once for all, and costs the others nothing.

The rule to keep: time that is up is up for all of them.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from gatepost.content.budget import Unreadable
from gatepost.content.format import Passage, Piece, Unread

type Parts = Iterable[tuple[int | None, Iterator[Piece]]]  # each with its page


def read_apart(parts: Parts, problems: AbstractSet[str] = frozenset()) -> Iterator[Piece]:
    """The pieces of all parts, and the reasons why some are missing; `problems` are further ones, known at the end.

    Of a file that is blank comes a blank passage, which says that it was read.
    """
    said: set[str] = set()
    blank = True
    for page, part in parts:
        try:
            for piece in part:
                blank = False
                yield piece
        except Unreadable as error:
            if error.reason == "timeout":
                raise
            if error.reason not in said:
                yield Unread(reason=error.reason, page=page)
            said.add(error.reason)
    yield from (Unread(reason=reason) for reason in sorted(problems - said))
    if blank and not said | problems:
        yield Passage(text="")

"""All places of all formats, and what is put into them: the files that readers are held to.

A file is made when it is asked for and kept nowhere. `samples()` has, of every place, a file with each matter that it has
room for, and its innocent twin.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.corpora.files import archives, excel, films, mail, opendocument, pictures, portable, powerpoint, texts, word
from tests.corpora.files.matter import MATTERS, Matter
from tests.corpora.files.place import Place

PLACES: tuple[Place, ...] = (
    *word.PLACES,
    *excel.PLACES,
    *powerpoint.PLACES,
    *opendocument.PLACES,
    *portable.PLACES,
    *mail.PLACES,
    *texts.PLACES,
    *archives.PLACES,
    *pictures.PLACES,
    *films.PLACES,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One place with one matter in it, and the same file with the matter's innocent twin."""

    place: Place
    matter: Matter

    def __str__(self) -> str:
        return f"{self.place}-{self.matter.label}-{self.matter.language}"

    def file(self) -> bytes:
        return self.place.make(self.matter.words)

    def twin(self) -> bytes:
        return self.place.make(self.matter.innocent)


def samples() -> Iterator[Sample]:
    for place in PLACES:
        yield from (Sample(place=place, matter=matter) for matter in MATTERS if matter.holds is place.holds)


def seeds() -> Iterator[tuple[str, bytes]]:
    """One small file of every place that nothing has to be drawn for, to be mutated."""
    for place in PLACES:
        if not place.drawn:
            yield str(place), place.make(next(matter.words for matter in MATTERS if matter.holds is place.holds))

"""XML becomes events, as fast as Python can take them, and hostile XML an end.

Expat reads it in the pieces in which it comes. Entities are never declared (what they can do is only harm), so none is ever
expanded and nothing outside is ever asked for. The rule to keep: a sink counts its open elements, because each costs
memory until it is closed, and raises Unreadable at `DEEPEST`.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NoReturn, Protocol
from xml.parsers import expat

from gatepost.content.budget import Unreadable

DEEPEST = 500  # tables and drawings within each other, ten times what programs write

type Attributes = dict[str, str]


class Sink(Protocol):
    """What takes the events. Names come as they are written; `LocalNames` takes the prefixes off."""

    def start(self, name: str, attributes: Attributes) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, text: str) -> None: ...


class LocalNames(dict[str, str]):
    """Names without their prefixes, each worked out once. (Which prefix stands for which namespace is the writer's choice.)"""

    def __missing__(self, name: str) -> str:
        local = self[name] = name.rpartition(":")[2]
        return local


def parse(pieces: Iterable[bytes], sink: Sink, comment: Callable[[str], None] | None = None) -> Iterator[None]:
    """Hands the events to the sink, and stops after each piece, so that what is known by then can be taken.

    Comments go to `comment`, where they are wanted. Unreadable where the XML is none, or declares entities.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = sink.start
    parser.EndElementHandler = sink.end
    parser.CharacterDataHandler = sink.text
    parser.CommentHandler = comment
    parser.EntityDeclHandler = _refuse
    try:
        for piece in pieces:
            parser.Parse(piece)
            yield
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError) as error:  # the latter of a charset that nobody knows
        raise Unreadable("corrupt") from error
    yield


def local_attributes(attributes: Attributes, names: LocalNames) -> Attributes:
    return {names[name]: value for name, value in attributes.items()}


def _refuse(*declaration: object) -> NoReturn:
    raise Unreadable("corrupt")

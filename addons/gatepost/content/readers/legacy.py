"""DOC, XLS and PPT, what is embedded as they are, and the cases in which newer files are locked, become what is in them.

The formats are those of compound files that hold Outlook's messages as well, which have a reader of their own. The rule to
keep: a stream that nothing here knows is given on as a file, so that it is not passed over in silence.
"""

from collections.abc import Callable, Iterator, Mapping

from gatepost.content.apart import read_apart
from gatepost.content.budget import Budget, Unreadable
from gatepost.content.format import Data, Format, Inner, Piece
from gatepost.content.legacy import excel, powerpoint, word
from gatepost.content.legacy.compound import MAGIC, Compound
from gatepost.content.legacy.macros import read_source
from gatepost.content.legacy.objects import drawings, native_file, pictures
from gatepost.content.legacy.property_sets import SETS, read_fields
from gatepost.content.office.properties import as_lines, labels
from gatepost.content.stretches import stretches, stretches_by_page

_MESSAGE = "__properties_version1.0".encode("utf-16-le")
_ENCRYPTED = "EncryptedPackage"  # MS-OFFCRYPTO 1.3.3: a whole newer file
_MACROS = "VBA"
# Tables and caches that belong to other streams, how an object is drawn where it stands, what a compiler left.
_UNSEEN = frozenset({"1Table", "0Table", "Current User", "\x01CompObj", "\x01Ole", "\x03ObjInfo", "\x03LinkInfo"})
_UNSEEN |= {
    "\x02OlePres000",
    "\x02OlePres001",
    "\x03EPRINT",
    "\x03PRINT",
    "\x03META",
    "\x06DataSpaces",
    "\x03OCXNAME",
    "PROJECTwm",
}

type _Read = Callable[[Compound, str, Budget], Iterator[Piece]]


def _looks(data: Data) -> bool:
    return data[: len(MAGIC)] == MAGIC and data.find(_MESSAGE) < 0


def _read(data: Data, budget: Budget) -> Iterator[Piece]:
    compound = Compound(data, budget)
    if _ENCRYPTED in compound:
        raise Unreadable("encrypted")
    names = sorted(compound.names, key=lambda name: name not in SETS)
    yield from read_apart((None, _part(compound, name, budget)) for name in names)


def _part(compound: Compound, name: str, budget: Budget) -> Iterator[Piece]:
    folder, _, last = name.rpartition("/")
    if folder.rpartition("/")[2] == _MACROS:
        yield from stretches(read_source(compound.read(name), budget).splitlines(), budget)
    elif last not in _UNSEEN:
        yield from _READERS.get(last, _unknown)(compound, name, budget)


def _properties(compound: Compound, name: str, budget: Budget) -> Iterator[Piece]:
    fields = list(read_fields(name.rpartition("/")[2], compound.read(name)))
    yield from labels(dict(fields))
    yield from stretches(as_lines(fields), budget)


def _word(compound: Compound, name: str, budget: Budget) -> Iterator[Piece]:
    document = compound.read(name)
    table = name.removesuffix("WordDocument") + word.table_name(document)
    yield from stretches(word.read_lines(document, compound.read(table)), budget)
    yield from pictures(document, budget)


def _powerpoint(compound: Compound, name: str, budget: Budget) -> Iterator[Piece]:
    user = name.removesuffix("PowerPoint Document") + "Current User"
    if user in compound:
        powerpoint.refuse_encrypted(compound.read(user))
    yield from stretches_by_page(powerpoint.read_lines(compound.read(name)), budget)


def _excel(compound: Compound, name: str, budget: Budget) -> Iterator[Piece]:
    """What stands beside the cells, then the cells. Those of a workbook within another document nobody reads."""
    stream = compound.read(name)
    yield from stretches_by_page(excel.survey(stream), budget)
    if "/" in name:
        raise Unreadable("unknown-format")
    yield from stretches_by_page(excel.read_cells(compound.data, budget), budget)
    yield from pictures(drawings(stream), budget)


def _pictures(compound: Compound, name: str, budget: Budget) -> Iterator[Piece]:
    yield from pictures(compound.read(name), budget)


def _native(compound: Compound, name: str, budget: Budget) -> Iterator[Piece]:
    yield native_file(compound.read(name))


def _unknown(compound: Compound, name: str, budget: Budget) -> Iterator[Piece]:
    yield Inner(data=compound.read(name), name=name.rpartition("/")[2])


_READERS: Mapping[str, _Read] = {
    **dict.fromkeys(SETS, _properties),
    "WordDocument": _word,
    "PowerPoint Document": _powerpoint,
    "Workbook": _excel,
    "Book": _excel,
    "Data": _pictures,
    "Pictures": _pictures,
    "\x01Ole10Native": _native,
}

FORMATS = (Format(name="legacy-office", looks=_looks, read=_read),)

"""`gatepost enrol document`: pictures whose copies are told, until they are public and after."""

import argparse
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from gatepost.clock import SystemClock
from gatepost.content.budget import Allowance, Budget
from gatepost.content.readers import formats
from gatepost.content.reading import Reader
from gatepost.enrolment.copies import Document
from gatepost.enrolment.copies.prints import Print
from gatepost.enrolment.copies.store import enrolled_documents, prints_of_pictures, replace_documents
from gatepost.errors import GatepostError
from gatepost.model import Finding, Picture
from gatepost.policy.vocabulary import kebab_case

DESCRIPTION = """\
Enrol pictures, so that copies of them are told: a picture, or each page of a file of several.

  gatepost enrol document chart.png --public-at 2026-12-01T08:30:00-05:00
  gatepost enrol document withdrawn.jpg           must not be shown at any time
  gatepost enrol document published.png --public-at now
  gatepost enrol document list
  gatepost enrol document remove ID...

Until it is public, a copy is a `fingerprint`. From then on it is `source-cited`, and the symbols in it are no misuse.
"""
_NAME = "document"
_ALLOWANCE = Allowance(
    inflated=2**30, characters=10**7, pages=500, frames=500, files=100, pixels=200_000_000, depth=1, seconds=120
)


def add_parser(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]", where: argparse.ArgumentParser) -> None:
    parser = kinds.add_parser(
        "document",
        parents=[where],
        help="pictures whose copies are told",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--id", help="what findings name it by (default: the file's name)")
    parser.add_argument(
        "--public-at", type=moment, metavar="TIME", help="from when on it may be shown, with its offset, or `now`"
    )
    parser.add_argument("words", nargs="+", metavar="FILE", help="pictures; or `list`, `remove ID...`")
    parser.set_defaults(run=run)


def moment(written: str) -> datetime:
    at = SystemClock().now() if written == "now" else datetime.fromisoformat(written)
    if at.tzinfo is None:
        raise argparse.ArgumentTypeError("write the offset as well: 2026-12-01T08:30:00-05:00")
    return at


def run(options: argparse.Namespace) -> int:
    asked = {"list": _list, "remove": _remove}.get(options.words[0], _enrol)
    return asked(options)


def document_of(file: Path, name: str | None, public_at: datetime | None) -> tuple[Document, list[Print]]:
    """A document of this file, by this name or the file's own."""
    try:
        one = kebab_case(name or file.stem.lower())
    except ValueError as error:
        raise GatepostError(f"{file}: {error}: give it one with --id") from error
    return Document(id=one, public_at=public_at), prints_of_pictures(str(file), pictures_of(file))


def pictures_of(file: Path) -> Iterator[Picture]:
    """The pictures that the file itself shows; not those within files within it, such as the letterhead's logo."""
    reader = Reader(formats=formats(), read_picture=None)
    for read in reader.read(_NAME, file.read_bytes(), Budget(_ALLOWANCE, time.monotonic)):
        if isinstance(read, Finding):
            if read.where.part == _NAME:
                raise GatepostError(f"{file} cannot be read whole: {read.value}")
        elif isinstance(read.item, Picture) and read.item.where.part == _NAME:
            yield read.item


def _enrol(options: argparse.Namespace) -> int:
    files = [Path(word) for word in options.words]
    if len(files) > 1 and options.id:
        raise GatepostError("--id is for one file at a time")
    new = dict(document_of(file, options.id, options.public_at) for file in files)
    ids = {document.id for document in new}
    if len(ids) < len(files):
        raise GatepostError("two of these files have the same name: enrol them one by one, with --id")
    kept = {
        document: prints for document, prints in enrolled_documents(options.enrolled).items() if document.id not in ids
    }
    replace_documents(options.enrolled, kept | new)
    for document in new:
        print(as_text(document))
    return 0


def _list(options: argparse.Namespace) -> int:
    for document in enrolled_documents(options.enrolled):
        print(as_text(document))
    return 0


def _remove(options: argparse.Namespace) -> int:
    documents, unwanted = enrolled_documents(options.enrolled), set(options.words[1:])
    unknown = unwanted - {document.id for document in documents}
    if unknown:
        raise GatepostError(f"not enrolled: {', '.join(sorted(unknown))}")
    replace_documents(options.enrolled, {one: prints for one, prints in documents.items() if one.id not in unwanted})
    return 0


def as_text(document: Document) -> str:
    return f"{document.id}  {f'public from {document.public_at:%Y-%m-%d %H:%M %z}' if document.public_at else 'never public'}"

"""`gatepost enrol apply`: what is enrolled becomes what a manifest says, so that it can be kept under version control.

    symbols:
      - {file: marks/sig-en.svg, kind: signature, name: "Signature, English"}
    documents:
      - {file: charts/labour.png, id: labour-chart, kind: picture, public_at: 2026-12-01T08:30:00-05:00}

A kind that the manifest does not speak of stays as it is; one with an empty list is emptied.
"""

import argparse
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from gatepost.cli.enrol_document import document_of
from gatepost.enrolment.copies.store import replace_documents
from gatepost.enrolment.symbols import Kind, Symbol
from gatepost.enrolment.symbols.opening import open_drawing
from gatepost.enrolment.symbols.store import checked_id, id_from, replace_symbols
from gatepost.errors import GatepostError
from gatepost.policy.vocabulary import Written
from gatepost.yaml_source import parse, validate


class SymbolEntry(Written):
    """One mark: its drawing, relative to the manifest."""

    file: Annotated[str, Field(min_length=1, max_length=400)]
    id: str | None = None
    name: str | None = None
    kind: Kind = Kind.MARK

    def symbol(self) -> Symbol:
        name = checked_id(self.id or id_from(self.file))
        return Symbol(id=name, name=self.name or name, kind=self.kind)


class DocumentEntry(Written):
    """One document: pictures whose copies are told. Without `public_at` it may never be shown."""

    file: Annotated[str, Field(min_length=1, max_length=400)]
    id: str | None = None
    kind: Literal["picture"] = "picture"
    public_at: AwareDatetime | None = None


class Manifest(Written):
    """Everything that shall be enrolled."""

    symbols: tuple[SymbolEntry, ...] | None = None
    documents: tuple[DocumentEntry, ...] | None = None


def add_parser(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]", where: argparse.ArgumentParser) -> None:
    parser = kinds.add_parser(
        "apply",
        parents=[where],
        help="make what is enrolled equal to a manifest",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("manifest", type=Path, metavar="MANIFEST.yaml")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    path: Path = options.manifest
    manifest = validate(Manifest, parse(path.read_text("utf-8"), file=str(path)))
    if manifest.symbols is not None:
        apply_symbols(options.enrolled, path.parent, manifest.symbols)
    if manifest.documents is not None:
        apply_documents(options.enrolled, path.parent, manifest.documents)
    return 0


def apply_symbols(enrolled: Path, beside: Path, entries: tuple[SymbolEntry, ...]) -> None:
    symbols = {entry.symbol(): open_drawing(beside / entry.file) for entry in entries}
    if len({symbol.id for symbol in symbols}) < len(entries):
        raise GatepostError("two symbols of the manifest have the same id")
    replace_symbols(enrolled, symbols)
    print(f"symbols: {len(symbols)} enrolled")


def apply_documents(enrolled: Path, beside: Path, entries: tuple[DocumentEntry, ...]) -> None:
    documents = dict(document_of(beside / entry.file, entry.id, entry.public_at) for entry in entries)
    if len({document.id for document in documents}) < len(entries):
        raise GatepostError("two documents of the manifest have the same id")
    replace_documents(enrolled, documents)
    print(f"documents: {len(documents)} enrolled")

"""`gatepost enrol symbol`: corporate symbols, each from one drawing."""

import argparse
from pathlib import Path

from gatepost.enrolment.symbols import Kind, Symbol
from gatepost.enrolment.symbols.grading import Grade, grade
from gatepost.enrolment.symbols.opening import open_drawing
from gatepost.enrolment.symbols.store import checked_id, described, enrolled_symbols, id_from, replace_symbols
from gatepost.errors import GatepostError

DESCRIPTION = """\
Enrol corporate symbols from their drawings (SVG, PNG or PDF; best: the vector drawing in its official colours).

  gatepost enrol symbol sig-en.svg --kind signature --name "Signature, English"
  gatepost enrol symbol list
  gatepost enrol symbol remove ID...
  gatepost enrol symbol rebuild        makes the index anew, after an update of Gatepost

A signature or wordmark is found where its words are seen: its flag alone is everybody's.
"""


def add_parser(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]", where: argparse.ArgumentParser) -> None:
    parser = kinds.add_parser(
        "symbol",
        parents=[where],
        help="corporate symbols, from their drawings",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--id", help="what findings name it by (default: the file's name)")
    parser.add_argument("--name", help="what people call it (default: the id)")
    parser.add_argument(
        "--kind", type=Kind, default=Kind.MARK, choices=list(Kind), help="what it is (default: %(default)s)"
    )
    parser.add_argument("words", nargs="+", metavar="FILE", help="drawings; or `list`, `remove ID...`, `rebuild`")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    asked = _ASKED.get(options.words[0])
    return asked(options) if asked else _enrol(options)


def _enrol(options: argparse.Namespace) -> int:
    files = [Path(word) for word in options.words]
    if len(files) > 1 and (options.id or options.name):
        raise GatepostError("--id and --name are for one file at a time")
    new = {
        Symbol(
            id=(one := checked_id(options.id or id_from(file.name))), name=options.name or one, kind=options.kind
        ): open_drawing(file)
        for file in files
    }
    if len({symbol.id for symbol in new}) < len(files):
        raise GatepostError("two of these files have the same name: enrol them one by one, with --id")
    ids = {symbol.id for symbol in new}
    kept = {symbol: rgba for symbol, rgba in enrolled_symbols(options.enrolled).items() if symbol.id not in ids}
    points = replace_symbols(options.enrolled, kept | new)
    for symbol, rgba in new.items():
        print(as_text(symbol, grade(symbol, rgba, points)))
    return 0


def _list(options: argparse.Namespace) -> int:
    for symbol in described(options.enrolled):
        print(f"{symbol.id}  {symbol.kind}  {symbol.name}")
    return 0


def _remove(options: argparse.Namespace) -> int:
    unwanted = set(options.words[1:])
    symbols = enrolled_symbols(options.enrolled)
    unknown = unwanted - {symbol.id for symbol in symbols}
    if unknown or not unwanted:
        raise GatepostError(
            f"not enrolled: {', '.join(sorted(unknown))}"
            if unknown
            else "name what to remove: `gatepost enrol symbol list`"
        )
    replace_symbols(options.enrolled, {symbol: rgba for symbol, rgba in symbols.items() if symbol.id not in unwanted})
    return 0


def _rebuild(options: argparse.Namespace) -> int:
    replace_symbols(options.enrolled, enrolled_symbols(options.enrolled))
    return 0


_ASKED = {"list": _list, "remove": _remove, "rebuild": _rebuild}


def as_text(symbol: Symbol, seen: Grade) -> str:
    """What an officer should know of a mark."""
    like = f"; {seen.like[1]:.0%} of it is in {seen.like[0]} too" if seen.like and seen.like[1] >= 0.2 else ""
    lines = [f"{symbol.id}: {symbol.kind}, {seen.points} points, itself from {seen.smallest} pixels of height on{like}"]
    return "\n".join([*lines, *(f"    {advice}" for advice in seen.advice)])

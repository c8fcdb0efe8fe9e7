"""`gatepost events verify`: what of the journals is proven, what is wrong, what nothing vouches for yet."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from gatepost.errors import GatepostError
from gatepost.events.files import chains
from gatepost.events.heads import Head, read_head
from gatepost.events.verify import ChainReport, FileReport, verify
from gatepost.store.journals import journals_in


def add_parser(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser
) -> None:
    parser = subparsers.add_parser(
        "verify",
        parents=[common],
        help="prove that nothing on record was changed, removed or added",
        description="Follows every journal from its beginning: each record against its digest, each against the one"
        " before, and the signed heads against the gateway's public key. Exit code 1 when anything does not hold.",
    )
    parser.add_argument(
        "--heads",
        type=Path,
        metavar="FILE",
        help="copies of heads kept elsewhere (JSON lines, such as the SIEM has): shows a cut end and a journal written anew",
    )
    parser.add_argument(
        "--key",
        type=Path,
        action="append",
        metavar="FILE",
        help="a public key that signs heads (default: VAR/keys/journal*.pub); repeat it for older keys",
    )


def run(args: argparse.Namespace) -> int:
    journals = journals_in(args.var)
    found, heads = chains(journals), _heads(args.heads)
    missing = sorted({head.chain for head in heads} - found.keys())
    if not found and not missing:
        raise GatepostError(f"there are no journals in {journals}: name the gateway's folder with --var")
    keys = _keys(args)
    good = not missing
    for chain, paths in found.items():
        report = verify(chain, ((path.name, _lines(path)) for path in paths), keys=keys, heads=heads)
        _tell(report, with_copies=bool(heads))
        good = good and report.good
    for chain in missing:
        print(f"{chain}\n  WRONG the whole journal is missing: there is a copy of a head of it")
    print("Everything holds." if good else "Not everything holds: see what is marked WRONG.")
    return 0 if good else 1


def _tell(report: ChainReport, *, with_copies: bool) -> None:
    print(report.name)
    for file in report.files:
        print(f"  {file.name}: {_counts(file)}")
        for wrong in file.breaks:
            print(f"    WRONG {wrong}")
    for wrong in report.breaks:
        print(f"  WRONG {wrong}")
    if report.uncovered:
        print(f"  not covered: {_many(report.uncovered, 'record')} after the last signed head")
    if report.unfinished:
        print("  not covered: the beginning of a record that is being written, or that a crash cut short")
    if not with_copies:
        print("  not covered: whether records were cut off the end; --heads FILE shows that")


def _counts(file: FileReport) -> str:
    counts = f"{_many(file.records, 'record')}, {_many(file.heads, 'signed head')}"
    if file.purged:
        counts += f", {file.purged} purged"
    return counts + ("" if file.breaks else ", verified")


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from file


def _heads(path: Path | None) -> Sequence[Head]:
    """The heads among the lines of a file; its other lines do not matter."""
    if path is None:
        return ()
    heads = [head for line in _lines(path) if (head := read_head(line))]
    if not heads:
        raise GatepostError(f"there is no head of a journal in {path}: it needs records of kind `head`, one a line")
    return heads


def _keys(args: argparse.Namespace) -> Sequence[Ed25519PublicKey]:
    paths = args.key or sorted((args.var / "keys").glob("journal*.pub"))
    if not paths:
        raise GatepostError(f"there is no public key in {args.var / 'keys'}: name one with --key FILE")
    return [_key(path) for path in paths]


def _key(path: Path) -> Ed25519PublicKey:
    try:
        key = load_pem_public_key(path.read_bytes())
    except ValueError as error:
        raise GatepostError(f"{path} is no public key: {error}") from error
    if not isinstance(key, Ed25519PublicKey):
        raise GatepostError(f"{path} is no Ed25519 key, which signs journals")
    return key

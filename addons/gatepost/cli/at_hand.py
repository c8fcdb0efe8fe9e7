"""A policy folder ready to decide on this machine, for commands: with one reader, which starts when there is a file to read."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from gatepost.enrolment.compiling import cache_folder, compiler_in
from gatepost.pipeline import Gate, LookInto, load_gate
from gatepost.readers.orders import reading_of
from gatepost.readers.pool import one_reader


@dataclass(frozen=True, slots=True, kw_only=True)
class AtHand:
    gate: Gate
    look_into: LookInto


@contextmanager
def at_hand(files: Mapping[str, str], enrolled: Path) -> Iterator[AtHand]:
    """By a policy folder (relative path -> text). PolicyErrors has every mistake of it."""
    cache = cache_folder()
    gate = load_gate(files, compiler_in(cache))
    with one_reader(reading_of(files, gate.policy, cache=cache, enrolled=enrolled)) as look_into:
        yield AtHand(gate=gate, look_into=look_into)

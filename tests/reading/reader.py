"""The reader and the detectors as the gate has them, with the shipped policy's allowances, in this process."""

import time
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from bench.corpora import shipped_resources
from gatepost.content.budget import Allowance, Budget
from gatepost.content.format import Data
from gatepost.content.readers import formats
from gatepost.content.reading import Read, Reader
from gatepost.detectors import Detectors, load_detectors
from gatepost.enrolment.compiling import cache_folder, compiler_in
from gatepost.inside import Inspector
from gatepost.model import Finding, Text

PART = "media[0]"
ALLOWANCE = Allowance(
    inflated=256 * 2**20,
    characters=5_000_000,
    pages=300,
    frames=120,
    files=1000,
    pixels=40_000_000,
    depth=8,
    seconds=20,
)


def a_budget(**changed: float) -> Budget:
    return Budget(replace(ALLOWANCE, **changed), time.monotonic)  # type: ignore[arg-type]  # all of them are numbers


@cache
def reader() -> Reader:
    return Reader(formats=formats(), read_picture=None)


@cache
def detectors() -> Detectors:
    return load_detectors(shipped_resources(), compiler_in(cache_folder()))


def inspected(data: Data, budget: Budget | None = None, by: Reader | None = None) -> list[Finding]:
    inspector = Inspector(reader=by or reader(), detectors=detectors(), of_pictures=())
    return list(inspector.look_inside(PART, data, budget or a_budget(), detectors().labels))


def read(data: Data, budget: Budget | None = None) -> Iterator[Read | Finding]:
    return reader().read(PART, data, budget or a_budget())


def texts(data: Data) -> str:
    """All that is read out of a file, one passage a line."""
    return "\n".join(one.item.original for one in read(data) if isinstance(one, Read) and isinstance(one.item, Text))


def unseen(findings: list[Finding]) -> set[str]:
    """The reasons for which something was not seen."""
    return {finding.value for finding in findings if finding.label == "uninspectable"}

"""Durations and sizes as people write them: `10m`, `30d`, `4MiB`.

Both are one number and one unit, so that a figure is never read in the wrong unit: a bare number is refused.
"""

import re
from datetime import timedelta
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

_DURATION = re.compile(r"([0-9]{1,5})([smhd])")
_DURATION_UNITS = {
    "s": timedelta(seconds=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
}
_SIZE = re.compile(r"([0-9]{1,6})(KiB|MiB|GiB)")
_SIZE_UNITS = {"KiB": 2**10, "MiB": 2**20, "GiB": 2**30}


def parse_duration(written: object) -> timedelta:
    found = _DURATION.fullmatch(written) if isinstance(written, str) else None
    if not found or not int(found[1]):
        raise ValueError("write a duration as a number and a unit: 90s, 10m, 2h or 30d")
    return int(found[1]) * _DURATION_UNITS[found[2]]


def parse_size(written: object) -> int:
    """A size in bytes."""
    found = _SIZE.fullmatch(written) if isinstance(written, str) else None
    if not found or not int(found[1]):
        raise ValueError("write a size as a number and a unit: 512KiB, 4MiB or 1GiB")
    return int(found[1]) * _SIZE_UNITS[found[2]]


type Duration = Annotated[
    timedelta,
    BeforeValidator(parse_duration),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]{1,5}[smhd]$", "examples": ["10m", "2h", "30d"]}),
]
type Size = Annotated[
    int,
    BeforeValidator(parse_size),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]{1,6}(KiB|MiB|GiB)$", "examples": ["4MiB"]}),
]

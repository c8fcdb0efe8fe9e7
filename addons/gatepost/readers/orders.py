"""What a policy folder says of reading, as readers take it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gatepost.content.budget import Allowance
from gatepost.policy.agency import AllowanceFile
from gatepost.policy.document import Policy
from gatepost.readers.wire import Orders


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """By what there is reading, and how long a post may wait for a reader."""

    orders: Orders
    wait_seconds: float


def reading_of(files: Mapping[str, str], policy: Policy, *, cache: Path, enrolled: Path) -> Reading:
    """Of a policy folder (relative path -> text) and the policy it is; `cache` is where matchers are kept."""
    orders = Orders(
        files=files,
        part=_allowance(policy.reading.part),
        post=_allowance(policy.reading.post),
        cache=str(cache.absolute()),
        enrolled=str(enrolled.absolute()),
    )
    return Reading(orders=orders, wait_seconds=policy.reading.wait.total_seconds())


def _allowance(written: AllowanceFile) -> Allowance:
    figures = written.model_dump(exclude={"megapixels", "time"})
    return Allowance(**figures, pixels=written.megapixels * 1_000_000, seconds=written.time.total_seconds())

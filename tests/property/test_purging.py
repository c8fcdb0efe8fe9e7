"""Whatever is written, purged and killed, in whatever order: the chain holds, and only what is over ever goes."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from gatepost.events import purging
from gatepost.events.disk import write_whole
from gatepost.events.purging import Removal, purge
from gatepost.events.retention import Retention, ends_of
from gatepost.model import Action, Event
from gatepost.testing import FakeClock
from tests.unit.events.aged import TIMES, aged, bodies, decided, purged_ids
from tests.unit.events.making import a_journal, verified

ENDS = {Action.LOG: 30, Action.COACH: 90, Action.BLOCK: 365}
write = st.tuples(st.just("write"), st.sampled_from(sorted(ENDS)), st.integers(1, 9))
turn = st.tuples(st.just("days"), st.integers(1, 120), st.just(0))
cleans = st.tuples(st.just("purge"), st.integers(0, 12), st.just(0))  # killed at that step; 0: not
steps = st.lists(write | turn | cleans, min_size=4, max_size=14)


class Killed(BaseException):
    """The process ends here: nothing after it is done, not even tidying up."""


@contextmanager
def killed_at(step: int) -> Iterator[Callable[[Removal], None]]:
    """A death before or after each thing that a purge does to the disk, counted; with how it puts on record."""
    left = iter(range(1, 1_000_000))

    def dies() -> None:
        if next(left) == step:
            raise Killed

    def record(_removal: Removal) -> None:
        dies()

    def written(path: Path, content: bytes, *, mode: int) -> None:
        dies()
        if next(left) == step:
            path.with_name(f".{path.name}.99").write_bytes(content[: len(content) // 2])
            raise Killed
        write_whole(path, content, mode=mode)
        dies()

    with patch.object(purging, "write_whole", written), suppress(Killed):
        yield record


@given(steps)
@settings(max_examples=40, deadline=None)
def test_a_chain_holds_after_any_life(life: list[tuple[str, int, int]]):
    with tempfile.TemporaryDirectory() as name:
        folder, clock = Path(name), FakeClock(aged(500))
        events: dict[str, tuple[Event, Action]] = {}
        for what, first, second in life:
            if what == "days":
                clock.advance(timedelta(days=first))
            elif what == "write":
                with a_journal(folder, clock=clock) as journal:
                    for _ in range(second):
                        event = decided((aged(0) - clock.now()) / timedelta(days=1), Action(first))
                        journal.append(event)
                        events[event.id] = event, Action(first)
            else:
                retention = Retention(ends=ends_of(TIMES, clock.now()))
                with killed_at(first) as record:
                    list(purge(folder, retention, record))
        retention = Retention(ends=ends_of(TIMES, clock.now()))
        removed = [removal for removal in purge(folder, retention, lambda _: None) if removal.payloads]
        over = {event.id for event, action in events.values() if event.at < clock.now() - timedelta(days=ENDS[action])}
        assert purged_ids(folder) == over
        assert {body["id"] for body in bodies(folder)} == events.keys()
        assert not list(folder.glob(".*.jsonl.*"))
        assert len(removed) <= len(list(folder.glob("*.jsonl")))
        if events:
            assert verified(folder).good

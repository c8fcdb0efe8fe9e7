"""What one worker holds while it runs: the loaded policy, who people are, the journal, the state, the counters.

It is made when the options are known, its parts are swapped when the policy folder changes, and it knows nothing of
flows: the add-on's hooks bring those.
"""

import asyncio
import logging
import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from gatepost import metrics
from gatepost.clock import Clock
from gatepost.detectors.wording.phrasebook import compile_waiting
from gatepost.enrolment.compiling import cache_folder
from gatepost.enrolment.enrolled import enrolled_stamp
from gatepost.errors import GatepostError, GatepostFault
from gatepost.events.journal import Journal
from gatepost.events.record import fault_event, policy_event
from gatepost.evidence.vault import evidence_in, keep, reviewers_in
from gatepost.folder import stamp_of
from gatepost.model import Event, Part
from gatepost.pipeline import Gate
from gatepost.policy.document import Policy
from gatepost.policy.told import rules_told
from gatepost.proxy.authentication import Authentication, People
from gatepost.proxy.bounded import InFlight
from gatepost.proxy.keys import Keys, load_keys
from gatepost.proxy.loading import Loaded, files_watched, load
from gatepost.proxy.naming import Naming
from gatepost.proxy.pauses import ALL, Pause, paused_names, read_pauses
from gatepost.proxy.recent import RecentPosts
from gatepost.proxy.spill import Spill
from gatepost.proxy.status import WorkerStatus, write_status
from gatepost.readers.pool import Readers
from gatepost.sealing.readers import readers_in
from gatepost.state import State, open_pieces, open_state, state_name
from gatepost.state.settling import Settling

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where a worker finds things, what it is called, and how many readers it may have at a time."""

    policy: Path
    var: Path
    state: str
    node: str
    worker: str
    enrolled: Path
    readers: int


class Gateway:
    """One worker's parts. OSError or GatepostError when it cannot start.

    `accept` raises GatepostError for people that this worker must not run with, now or after a reload.
    """

    def __init__(self, settings: Settings, clock: Clock, accept: Callable[[People], None] = lambda _: None) -> None:
        self.settings, self.clock, self._accept = settings, clock, accept
        self.loaded: Loaded = self._load()
        accept(self.loaded.people)
        self.loaded_at = clock.now()
        self._seen = self._stamp()
        settings.var.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.keys: Keys = load_keys(settings.var / "keys")
        self.names = {"node": settings.node, "worker": settings.worker}
        writer = f"{settings.node}-{settings.worker}"
        self.naming = Naming(settings.var, writer, clock.now(), self.policy.retention.pseudonyms)
        self.journal = Journal(
            settings.var / "journal",
            name=writer,
            key=self.keys.journal,
            strict=self.policy.journal == "strict",
            clock=clock,
        )
        self.state: State = open_state(settings.state, settings.var)
        self.state_works = True
        self.counting = Settling(self.state, self._state_failed)
        self.pieces = open_pieces(settings.var)
        self.authentication = Authentication(self.loaded.people)
        self.in_flight = InFlight(self.policy.limits.in_flight)
        self.recent = RecentPosts()
        self.spill = Spill(settings.var)
        self.readers = Readers(self.loaded.reading, settings.readers)
        self.pauses: tuple[Pause, ...] = ()
        self.paused: frozenset[str] = frozenset()
        self.look_at_pauses()
        metrics.policy_loaded(self.policy.id, self.loaded_at)

    @property
    def gate(self) -> Gate:
        return self.loaded.gate

    @property
    def policy(self) -> Policy:
        return self.loaded.gate.policy

    @property
    def all_paused(self) -> bool:
        return ALL in self.paused

    def paused_for(self, platform: str) -> frozenset[str]:
        """What is paused for a post there; a pause of everything is one of every platform."""
        return self.paused | {platform} if self.all_paused else self.paused

    async def record(self, event: Event) -> None:
        """Into the journal, before the answer or the forwarding. GatepostFault when it cannot be written."""
        if self.policy.journal == "strict":
            await self.journal.append_durable(event)
            metrics.journal_written()
        else:
            self.write(event)

    def write(self, event: Event) -> None:
        """Into the journal at once, where there is nothing to wait for."""
        self.journal.append(event)
        metrics.journal_written()

    def keep_evidence(self, event: str, parts: Sequence[Part]) -> list[dict[str, object]]:
        """Seal parts of a post to the reviewers there are now; without any, nothing is kept."""
        return keep(evidence_in(self.settings.var), event, parts, readers_in(reviewers_in(self.settings.var)))

    def get_ready(self) -> None:
        """What the first posts would wait for is done beside them; nothing waits for it to end."""
        self.readers.start()
        threading.Thread(target=compile_waiting, name="phrases", daemon=True).start()

    async def look_at_policy(self) -> None:
        """Reload the policy folder if it changed; a wrong one is reported and the old one stays."""
        seen = await asyncio.to_thread(self._stamp)
        if seen != self._seen:
            self._seen = seen
            await self.reload()

    async def reload(self) -> None:
        """Swap in the folder as it is now, whole, or keep what is in force. Reading it is done beside the loop."""
        try:
            loaded = await asyncio.to_thread(self._load)
            self._accept(loaded.people)
            await self.readers.use(loaded.reading)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with the new one, the old one stays
            metrics.policy_reloaded("refused")
            told = str(error) if isinstance(error, (GatepostError, OSError)) else type(error).__name__
            logger.error("The changed policy is refused and the old one stays in force:\n%s", told)  # noqa: TRY400 - the mistakes say it all
            self._record_policy("refused", mistakes=told[:2000])
            return
        self.loaded, self.loaded_at = loaded, self.clock.now()
        self.authentication.use(loaded.people)
        self.in_flight.limit = self.policy.limits.in_flight
        self.forget_posts()
        self.get_ready()
        metrics.policy_reloaded("loaded")
        metrics.policy_loaded(self.policy.id, self.loaded_at)
        logger.info("Policy %s (%s) is in force", self.policy.id.version, self.policy.id.digest[:12])
        self.tell_policy()

    def tell_policy(self) -> None:
        """On record what the rules are from now on, so that each decision can be explained by those that made it."""
        self._record_policy("loaded", rules=rules_told(self.policy))

    def forget_posts(self) -> None:
        """Let go of the texts that no later post is read with any more."""
        self.recent.forget(self.clock.now(), self.policy.threads)

    async def forget_pieces(self) -> None:
        """Let go of the files of uploads that were put together, or that nobody went on with."""
        if not self.spill.empty:
            self.spill.keep_only(await self.pieces.waiting_files(os.getpid()))

    async def look_at_state(self) -> None:
        """See whether the state works, and settle what could not be settled when it did not."""
        try:
            await self.state.ping()
            await self.counting.catch_up()
        except GatepostFault:
            self.state_works = False  # the posts that need it put it on record
        else:
            self.state_works = True

    def look_at_period(self) -> None:
        """Take over the key of a period that began."""
        self.naming.turn(self.clock.now(), self.policy.retention.pseudonyms)

    def look_at_pauses(self) -> None:
        """Take over what is paused now."""
        self.pauses = read_pauses(self.settings.var, self.clock.now())
        self.paused = paused_names(self.pauses)

    def tell_status(self) -> None:
        """What `gatepost status` and the supervisor read: one small file for each worker, replaced in one step."""
        write_status(
            self.settings.var,
            WorkerStatus(
                worker=self.settings.worker,
                pid=os.getpid(),
                at=self.clock.now(),
                mode=str(self.policy.mode),
                version=self.policy.id.version,
                digest=self.policy.id.digest,
                loaded_at=self.loaded_at,
                exception_days=self.policy.longest_exception.days,
                state=state_name(self.settings.state, self.settings.var),
                state_works=self.state_works,
            ),
        )

    async def close(self) -> None:
        self.readers.close()
        self.spill.close()
        self.journal.close()
        await self.counting.catch_up()
        await self.pieces.close()
        await self.state.close()

    def _state_failed(self, fault: GatepostFault) -> None:
        """Something is settled later than it should be: on record, and nobody waits for it."""
        metrics.fault(fault.stage, fault.reason)
        event = fault_event(
            at=self.clock.now(), stage=fault.stage, reason=fault.reason, outcome="failed-open", gateway=self.names
        )
        try:
            self.write(event)
        except GatepostFault as error:
            logger.error("The journal did not take the record of a fault: %s", error)  # noqa: TRY400 - a fault explains itself

    def _record_policy(self, change: Literal["loaded", "refused"], **fields: object) -> None:
        now = self.clock.now()
        details = {"policy": asdict(self.policy.id), **fields}
        event = policy_event(change, at=now, gateway=self.names, details=details)
        try:
            self.write(event)
        except GatepostFault as fault:
            logger.error("The journal did not take the record of a policy change: %s", fault)  # noqa: TRY400 - a fault explains itself

    def _load(self) -> Loaded:
        return load(self.settings.policy, cache_folder(self.settings.var), self.settings.enrolled)

    def _stamp(self) -> tuple[object, ...]:
        folder = self.settings.policy
        named = files_watched(folder, self.loaded.gate.identity) if hasattr(self, "loaded") else ()
        return (
            *stamp_of(folder),
            *enrolled_stamp(self.settings.enrolled),
            *((str(path), path.stat().st_mtime_ns) for path in named if path.exists()),
        )

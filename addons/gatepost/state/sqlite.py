"""The state in one SQLite file, shared by the workers of one node. One object belongs to one event loop."""

from datetime import date, datetime
from pathlib import Path

from gatepost.clock import Clock
from gatepost.state import attempts, incidents, people, uploads
from gatepost.state.base import AcceptedAgreement, Attempt, JudgedUpload, StoredPast, UploadId, Volume
from gatepost.state.coaching import Incident
from gatepost.state.file import SqliteFile
from gatepost.state.housekeeping import forget
from gatepost.state.schema import STATE
from gatepost.state.sessions import SessionCache


class SqliteState:
    """`gatepost.state.base.State` on a file."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self._file, self._clock = SqliteFile(path, STATE, forget, clock), clock
        self._sessions = SessionCache()

    async def begin(self, attempt: Attempt) -> StoredPast:
        return await self._file.transact(attempts.begin, attempt)

    async def settle(self, attempt: Attempt, *, kept: bool, late: bool = False) -> None:
        await self._file.transact(attempts.settle, attempt, kept, late)

    async def volume_of(self, principal: str, *, at: datetime, work_day: date) -> Volume:
        return await self._file.transact(attempts.volume_of, principal, at, work_day)

    async def refuse(self, incident: Incident) -> Incident:
        return await self._file.transact(incidents.refuse, incident)

    async def incident(self, number: str, principal: str) -> Incident | None:
        return await self._file.transact(incidents.by_number, number, principal)

    async def incidents_of(self, principal: str) -> tuple[Incident, ...]:
        return await self._file.transact(incidents.of_person, principal)

    async def justify(self, number: str, principal: str, *, reason: str, at: datetime, until: datetime) -> bool:
        return await self._file.transact(incidents.justify, number, principal, reason=reason, at=at, until=until)

    async def go_back(self, number: str, principal: str, *, at: datetime) -> bool:
        return await self._file.transact(incidents.go_back, number, principal, at)

    async def report_mistake(self, number: str, principal: str) -> bool:
        return await self._file.transact(incidents.report_mistake, number, principal)

    async def tell(self, number: str, principal: str) -> None:
        await self._file.transact(incidents.tell, number, principal)

    async def untold(self, principal: str, platform: str, *, at: datetime) -> Incident | None:
        return await self._file.transact(incidents.untold, principal, platform, at)

    async def lapsed(self, *, at: datetime) -> tuple[Incident, ...]:
        return await self._file.transact(incidents.lapsed, at)

    async def remember_session(self, platform: str, session_hash: str, account_id: str, handle: str) -> None:
        account, now = (account_id, handle), self._clock.now()
        if self._sessions.find(platform, session_hash, now) == account:
            return
        await self._file.transact(people.remember_session, platform, session_hash, account, now)
        self._sessions.keep(platform, session_hash, account, now)

    async def account_of(self, platform: str, session_hash: str) -> tuple[str, str] | None:
        now = self._clock.now()
        account = self._sessions.find(platform, session_hash, now)
        if account is None:
            known = await self._file.transact(people.account_of, platform, session_hash)
            account = self._sessions.keep(platform, session_hash, known, now)
        return account or None

    async def accept_agreement(self, principal: str, version: str, language: str, at: datetime) -> None:
        await self._file.transact(people.accept_agreement, principal, version, language, at)

    async def agreement_of(self, principal: str) -> AcceptedAgreement | None:
        return await self._file.transact(people.agreement_of, principal)

    async def put_off_agreement(self, principal: str, until: datetime) -> None:
        await self._file.transact(people.put_off_agreement, principal, until)

    async def has_put_off_agreement(self, principal: str, at: datetime) -> bool:
        return await self._file.transact(people.has_put_off_agreement, principal, at)

    async def remember_upload(self, upload: UploadId, judged: JudgedUpload) -> None:
        await self._file.transact(uploads.remember_upload, upload, judged, self._clock.now())

    async def judged_upload(self, upload: UploadId) -> JudgedUpload | None:
        return await self._file.transact(uploads.judged_upload, upload)

    async def ping(self) -> None:
        await self._file.ping()

    async def close(self) -> None:
        await self._file.close()

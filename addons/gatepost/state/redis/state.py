"""`gatepost.state.base.State` on a Redis or Valkey server. One object belongs to one event loop.

All that is one step for a person is one script on the keys of that person. Only what concerns nobody's counts is a plain
command: sessions, agreements, and the list of incidents that wait for an answer.
"""

import json
from datetime import date, datetime, timedelta
from typing import Any

from gatepost.clock import Clock
from gatepost.model import Action
from gatepost.state.base import AGREEMENTS_KEPT, AcceptedAgreement, Attempt, JudgedUpload, StoredPast, UploadId, Volume
from gatepost.state.coaching import INCIDENTS_KEPT, INCIDENTS_SHOWN, Incident
from gatepost.state.redis import attempts, people, uploads
from gatepost.state.redis.incidents import document, read_parts
from gatepost.state.redis.keys import (
    ASKED,
    LAPSING,
    agreement_key,
    digest,
    person_keys,
    put_off_key,
    session_key,
    upload_key,
)
from gatepost.state.redis.scripts import COACHINGS_KEPT
from gatepost.state.redis.server import Argument, Server
from gatepost.state.sessions import SESSIONS_KEPT, SessionCache
from gatepost.state.times import micros

_COACH = int(Action.COACH)
_LAPSED_AT_ONCE = 100


class RedisState:
    """The state of a fleet."""

    def __init__(self, server: Server, clock: Clock) -> None:
        self._server, self._clock, self._sessions = server, clock, SessionCache()

    async def begin(self, attempt: Attempt) -> StoredPast:
        return attempts.read_past(await self._run("begin", attempt.principal, attempts.document(attempt)))

    async def settle(self, attempt: Attempt, *, kept: bool, late: bool = False) -> None:
        await self._run("settle", attempt.principal, attempts.document(attempt), int(kept), int(kept and late))

    async def volume_of(self, principal: str, *, at: datetime, work_day: date) -> Volume:
        return attempts.read_volume(await self._run("volume", principal, micros(at), work_day.toordinal()))

    async def refuse(self, incident: Incident) -> Incident:
        coaches = incident.action is Action.COACH
        if coaches:  # first, because one that is not there does no harm to who looks for what lapsed
            waiting = f"{digest(incident.principal)} {incident.number}"
            await self._server.command("ZADD", LAPSING, micros(incident.expires), waiting)
        answer = await self._run(
            "refuse",
            incident.principal,
            document(incident),
            json.dumps(incident.rules if coaches else ()),
            _seconds(incident.expires - incident.at + INCIDENTS_KEPT),
            micros(incident.at - INCIDENTS_KEPT),
            micros(incident.at - COACHINGS_KEPT),
        )
        return read_parts(answer)

    async def incident(self, number: str, principal: str) -> Incident | None:
        answer = await self._run("incident", principal, number)
        return read_parts(answer) if answer else None

    async def incidents_of(self, principal: str) -> tuple[Incident, ...]:
        return tuple(map(read_parts, await self._run("incidents", principal, INCIDENTS_SHOWN)))

    async def justify(self, number: str, principal: str, *, reason: str, at: datetime, until: datetime) -> bool:
        kept = _seconds(until - at + INCIDENTS_KEPT)
        return bool(await self._run("justify", principal, number, _COACH, reason, micros(at), micros(until), kept))

    async def go_back(self, number: str, principal: str, *, at: datetime) -> bool:
        return bool(await self._run("go_back", principal, number, _COACH, micros(at)))

    async def report_mistake(self, number: str, principal: str) -> bool:
        return bool(await self._run("report_mistake", principal, number))

    async def tell(self, number: str, principal: str) -> None:
        await self._run("tell", principal, number)

    async def untold(self, principal: str, platform: str, *, at: datetime) -> Incident | None:
        answer = await self._run("untold", principal, platform, micros(at))
        return read_parts(answer) if answer else None

    async def lapsed(self, *, at: datetime) -> tuple[Incident, ...]:
        expired = ("-inf", micros(at), "LIMIT", 0, _LAPSED_AT_ONCE)
        waiting: list[bytes] = await self._server.command("ZRANGEBYSCORE", LAPSING, *expired)
        lapsed = []
        for one in waiting:
            person, _, number = one.decode().partition(" ")
            if answer := await self._server.run("lapse", person_keys(person), number, micros(at)):
                lapsed.append(read_parts(answer))
        if waiting:
            await self._server.command("ZREM", LAPSING, *waiting)
        return tuple(lapsed)

    async def remember_session(self, platform: str, session_hash: str, account_id: str, handle: str) -> None:
        account, now = (account_id, handle), self._clock.now()
        if self._sessions.find(platform, session_hash, now) == account:
            return
        await self._put(session_key(platform, session_hash), people.write_account(*account), SESSIONS_KEPT)
        self._sessions.keep(platform, session_hash, account, now)

    async def account_of(self, platform: str, session_hash: str) -> tuple[str, str] | None:
        now = self._clock.now()
        account = self._sessions.find(platform, session_hash, now)
        if account is None:
            known = people.read_account(await self._get(session_key(platform, session_hash)))
            account = self._sessions.keep(platform, session_hash, known, now)
        return account or None

    async def accept_agreement(self, principal: str, version: str, language: str, at: datetime) -> None:
        written = people.write_agreement(version, language, at)
        await self._put(agreement_key(digest(principal)), written, AGREEMENTS_KEPT)

    async def agreement_of(self, principal: str) -> AcceptedAgreement | None:
        return people.read_agreement(await self._get(agreement_key(digest(principal))))

    async def put_off_agreement(self, principal: str, until: datetime) -> None:
        await self._put(put_off_key(digest(principal)), str(micros(until)), until - self._clock.now())

    async def has_put_off_agreement(self, principal: str, at: datetime) -> bool:
        until = await self._get(put_off_key(digest(principal)))
        return until is not None and int(until) > micros(at)

    async def remember_upload(self, upload: UploadId, judged: JudgedUpload) -> None:
        await self._server.run("remember_upload", [upload_key(upload)], *uploads.written(judged))

    async def judged_upload(self, upload: UploadId) -> JudgedUpload | None:
        return uploads.read_upload(await self._server.command("HGETALL", upload_key(upload)))

    async def ping(self) -> None:
        await self._put(
            ASKED, "", timedelta(minutes=1)
        )  # a full server or a copy of another answers a PING, and nothing else

    async def close(self) -> None:
        await self._server.close()

    async def _get(self, key: str) -> bytes | None:
        value: bytes | None = await self._server.command("GET", key)
        return value

    async def _put(self, key: str, value: str, kept: timedelta) -> None:
        await self._server.command("SET", key, value, "EX", max(1, _seconds(kept)))

    async def _run(self, script: str, principal: str, *arguments: Argument) -> Any:
        return await self._server.run(script, person_keys(digest(principal)), *arguments)


def _seconds(kept: timedelta) -> int:
    return kept // timedelta(seconds=1)

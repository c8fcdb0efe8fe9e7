"""What is known of people and their sessions, as the server keeps it."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from gatepost.state.base import AcceptedAgreement
from gatepost.state.times import micros, moment


def write_agreement(version: str, language: str, at: datetime) -> str:
    return json.dumps([version, language, micros(at)])


def read_agreement(written: bytes | None) -> AcceptedAgreement | None:
    if written is None:
        return None
    version, language, at = json.loads(written)
    return AcceptedAgreement(version=version, language=language, at=moment(at))


def write_account(account_id: str, handle: str) -> str:
    return json.dumps([account_id, handle])


def read_account(written: bytes | None) -> tuple[str, str] | None:
    if written is None:
        return None
    account_id, handle = json.loads(written)
    return account_id, handle


def read_coachings(fields: Sequence[bytes]) -> Mapping[str, tuple[datetime, ...]]:
    """When each rule coached a person, newest last: rules and times by turns."""
    return {rule.decode(): _moments(times) for rule, times in zip(fields[::2], fields[1::2], strict=True)}


def _moments(written: bytes) -> tuple[datetime, ...]:
    return tuple(sorted(moment(int(at)) for at in written.split()))

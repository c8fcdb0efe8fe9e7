"""Factories for tests: a valid value of each type, of which a test changes only what it is about."""

from datetime import UTC, datetime, timedelta
from typing import Any

from gatepost.model import (
    Account,
    Activity,
    Finding,
    Part,
    Post,
    Principal,
    Request,
    Role,
    Where,
)

A_TUESDAY = datetime(2026, 11, 24, 15, 15, tzinfo=UTC)  # 10:15 Eastern, in work hours


class FakeClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, now: datetime = A_TUESDAY) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def advance(self, by: timedelta) -> None:
        self._now += by


def a_principal(**changes: Any) -> Principal:
    values: dict[str, Any] = {"id": "emp-104", "groups": frozenset({"employees"}), "division": "Labour Statistics"}
    return Principal(**values | changes)


def a_request(**changes: Any) -> Request:
    values: dict[str, Any] = {
        "id": "r-1",
        "received": A_TUESDAY,
        "method": "POST",
        "url": "https://x.com/i/api/graphql/AAAA/CreateTweet",
        "headers": (("content-type", "application/json"),),
        "body": b'{"variables": {"tweet_text": "Lovely fog over the canal"}}',
        "principal": a_principal(),
    }
    return Request(**values | changes)


def a_part(text: str = "Lovely fog over the canal", **changes: Any) -> Part:
    values: dict[str, Any] = {"name": "text", "role": Role.TEXT, "data": text.encode()}
    return Part(**values | changes)


def a_post(text: str | None = "Lovely fog over the canal", **changes: Any) -> Post:
    values: dict[str, Any] = {
        "id": "r-1",
        "at": A_TUESDAY,
        "platform": "x",
        "endpoint": "create-tweet",
        "activity": Activity.POST,
        "principal": a_principal(),
        "account": Account(platform="x", handle="@maplefan77"),
        "parts": () if text is None else (a_part(text),),
    }
    return Post(**values | changes)


def a_finding(name: str = "classification:protected-b", **changes: Any) -> Finding:
    label, _, value = name.partition(":")
    values: dict[str, Any] = {
        "detector": "markings",
        "label": label,
        "value": value,
        "confidence": 0.9,
        "where": Where(part="text", span=(0, 11)),
    }
    return Finding(**values | changes)

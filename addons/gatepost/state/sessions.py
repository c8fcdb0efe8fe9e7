"""Accounts of sessions that were asked about a moment ago, so that not every post asks the state again."""

from datetime import datetime, timedelta

SESSIONS_KEPT = timedelta(days=90)
_MOST = 10_000
_KNOWN_FOR = timedelta(minutes=1)  # another worker may learn of a change
_UNKNOWN_FOR = timedelta(seconds=2)  # another worker may learn it at any moment

type Known = tuple[str, str] | tuple[()]  # the id and the handle; empty when no account was known


class SessionCache:
    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], tuple[Known, datetime]] = {}

    def find(self, platform: str, session: str, now: datetime) -> Known | None:
        """None when the state has to be asked."""
        known, until = self._kept.get((platform, session), (None, now))
        return known if until > now else None

    def keep(self, platform: str, session: str, account: tuple[str, str] | None, now: datetime) -> Known:
        """Keep what the state said, briefly; the oldest makes room."""
        self._kept.pop((platform, session), None)
        if len(self._kept) >= _MOST:
            del self._kept[next(iter(self._kept))]
        known: Known = account or ()
        self._kept[platform, session] = known, now + (_KNOWN_FOR if account else _UNKNOWN_FOR)
        return known

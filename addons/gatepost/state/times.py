"""Times as the tables keep them: whole microseconds since the epoch, and the minutes that they are in."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_MINUTE = timedelta(minutes=1) // _MICROSECOND


def micros(at: datetime) -> int:
    return (at - _EPOCH) // _MICROSECOND


def moment(at: int) -> datetime:
    return _EPOCH + at * _MICROSECOND


def minute_of(at: int) -> int:
    """The minute, since the epoch, that so many microseconds are in."""
    return at // _MINUTE

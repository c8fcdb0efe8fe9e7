"""Periods turn at one midnight for everybody, and follow one another without a gap."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatepost.events.periods import is_period, period_at
from gatepost.testing import A_TUESDAY

moments = st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds


@given(moments, st.integers(1, 400))
def test_a_moment_is_within_its_period(at: datetime, days: int):
    begun = date.fromisoformat(period_at(at, timedelta(days=days)))
    assert begun <= at.date() < begun + timedelta(days=days)


@given(moments, st.integers(1, 400))
def test_the_next_period_begins_where_one_ends(at: datetime, days: int):
    length = timedelta(days=days)
    begun = datetime.fromisoformat(period_at(at, length)).replace(tzinfo=UTC)
    assert period_at(begun + length - timedelta(microseconds=1), length) == period_at(at, length)
    assert period_at(begun + length, length) == (begun + length).date().isoformat()


def test_periods_are_named_so_that_they_sort():
    length = timedelta(days=90)
    names = [period_at(A_TUESDAY + step * length, length) for step in range(20)]
    assert names == sorted(set(names))
    assert all(map(is_period, names))


@pytest.mark.parametrize("name", ["", "..", "2026-11-23/x", "2026", "2026-11-23\n"])
def test_other_words_name_no_period(name: str):
    assert not is_period(name)

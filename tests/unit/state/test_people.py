from datetime import timedelta

from gatepost.state import AcceptedAgreement, State
from gatepost.testing import A_TUESDAY, FakeClock
from tests.unit.state.memory import an_attempt


async def test_an_account_learnt_for_a_session_is_remembered(state: State):
    assert await state.account_of("x", "hash") is None
    await state.remember_session("x", "hash", "17", "@maplefan77")
    assert await state.account_of("x", "hash") == ("17", "@maplefan77")
    assert await state.account_of("reddit", "hash") is None
    await state.remember_session("x", "hash", "18", "@canoeist")
    assert await state.account_of("x", "hash") == ("18", "@canoeist")


async def test_the_last_accepted_agreement_counts(state: State):
    assert await state.agreement_of("emp-104") is None
    await state.accept_agreement("emp-104", "2025", "en", A_TUESDAY - timedelta(days=300))
    await state.accept_agreement("emp-104", "2026", "fr", A_TUESDAY)
    accepted = AcceptedAgreement(version="2026", language="fr", at=A_TUESDAY)
    assert await state.agreement_of("emp-104") == accepted
    assert (await state.begin(an_attempt())).agreement == accepted


async def test_the_agreement_is_put_off_for_a_while_and_for_one_person(state: State):
    assert not await state.has_put_off_agreement("emp-104", A_TUESDAY)
    await state.put_off_agreement("emp-104", A_TUESDAY + timedelta(hours=1))
    assert await state.has_put_off_agreement("emp-104", A_TUESDAY)
    assert not await state.has_put_off_agreement("emp-105", A_TUESDAY)
    assert not await state.has_put_off_agreement("emp-104", A_TUESDAY + timedelta(hours=1))
    await state.put_off_agreement("emp-104", A_TUESDAY + timedelta(hours=3))
    assert await state.has_put_off_agreement("emp-104", A_TUESDAY + timedelta(hours=2))


async def test_who_puts_it_off_has_still_accepted_what_they_had(state: State):
    await state.accept_agreement("emp-104", "2026", "fr", A_TUESDAY)
    await state.put_off_agreement("emp-104", A_TUESDAY + timedelta(hours=1))
    assert (await state.begin(an_attempt())).agreement == await state.agreement_of("emp-104")


async def test_a_change_that_another_worker_learnt_is_seen_within_a_minute(
    state: State, another: State, clock: FakeClock
):
    await state.remember_session("x", "hash", "17", "")
    assert await another.account_of("x", "hash") == ("17", "")
    await state.remember_session("x", "hash", "18", "")
    clock.advance(timedelta(minutes=1))
    assert await another.account_of("x", "hash") == ("18", "")

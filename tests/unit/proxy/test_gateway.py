"""What a worker holds while it runs: a policy that is swapped whole or not at all, and on record either way."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest

from gatepost.errors import GatepostError, GatepostFault, PolicyError, PolicyErrors
from gatepost.proxy.gateway import Gateway
from gatepost.proxy.loading import Loaded
from gatepost.proxy.pauses import Pause, write_pauses
from gatepost.testing import FakeClock
from tests.proxy.gateways import a_gateway, loaded, people, records, with_people


def load_instead(monkeypatch: pytest.MonkeyPatch, result: Loaded | Exception) -> None:
    def load(_folder: Path, _cache: Path, _enrolled: Path) -> Loaded:
        if isinstance(result, Exception):
            raise result
        return result

    monkeypatch.setattr("gatepost.proxy.gateway.load", load)


WRONG = PolicyErrors([PolicyError("no such action", file="agency.yaml", line=7, column=3)])


@pytest.mark.parametrize(
    "error", [WRONG, NotADirectoryError("policy"), GatepostError("open to all"), ValueError("secret")]
)
async def test_a_wrong_policy_is_refused_and_the_old_one_stays(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch, error: Exception
):
    before = gateway.loaded
    load_instead(monkeypatch, error)
    await gateway.reload()
    assert gateway.loaded is before
    (event,) = records(gateway, "policy")
    assert event["change"] == "refused"
    assert "secret" not in str(event)


async def test_the_mistakes_of_a_refused_policy_are_told(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    load_instead(monkeypatch, WRONG)
    with caplog.at_level(logging.ERROR):
        await gateway.reload()
    assert "agency.yaml:7:3: error: no such action" in caplog.text
    assert "agency.yaml:7:3" in records(gateway, "policy")[0]["mistakes"]


async def test_a_changed_policy_is_swapped_in_whole(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch, clock: FakeClock
):
    changed = with_people(loaded(), people(unknown={"admit": False}))
    clock.advance(timedelta(hours=1))
    load_instead(monkeypatch, changed)
    await gateway.reload()
    assert gateway.loaded is changed
    assert gateway.loaded_at == clock.now()
    (event,) = records(gateway, "policy")
    assert event["change"] == "loaded"
    assert [rule["rule"] for rule in event["rules"]] == [rule.id for rule in changed.gate.policy.rules]


async def test_people_that_a_worker_must_not_run_with_are_refused_at_a_reload_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def closed(someone: object) -> None:
        if someone is not gateway_people:
            raise GatepostError("refusing to listen on all addresses")

    gateway_people = loaded().people
    gateway = a_gateway(tmp_path / "var", accept=closed)
    load_instead(monkeypatch, with_people(loaded(), people()))
    await gateway.reload()
    assert gateway.loaded.people is gateway_people
    assert "refusing to listen" in records(gateway, "policy")[0]["mistakes"]
    await gateway.close()


async def test_a_folder_is_read_again_only_when_it_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path / "policy"
    folder.mkdir()
    (folder / "agency.yaml").write_text("a: 1")
    load_instead(monkeypatch, loaded())
    gateway = a_gateway(tmp_path / "var", folder=folder)
    load_instead(monkeypatch, WRONG)
    await gateway.look_at_policy()
    assert records(gateway, "policy") == []
    (folder / "agency.yaml").write_text("a: 22")
    await gateway.look_at_policy()
    await gateway.look_at_policy()
    assert len(records(gateway, "policy")) == 1, "a wrong one is told once"
    await gateway.close()


async def test_a_pause_is_taken_over_and_ends_by_itself(gateway: Gateway, clock: FakeClock):
    until = clock.now() + timedelta(hours=2)
    write_pauses(gateway.settings.var, [Pause(scope="all", name="", until=until, reason="a trial")])
    gateway.look_at_pauses()
    assert gateway.all_paused
    assert gateway.paused_for("x") == {"all", "x"}
    clock.advance(timedelta(hours=2, seconds=1))
    gateway.look_at_pauses()
    assert not gateway.all_paused
    assert gateway.paused_for("x") == frozenset()


async def test_a_key_that_others_can_read_stops_the_start(tmp_path: Path):
    gateway = a_gateway(tmp_path / "var")
    await gateway.close()
    (tmp_path / "var/keys/sessions.key").chmod(0o644)
    with pytest.raises(GatepostFault):
        a_gateway(tmp_path / "var")

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from gatepost.console import accounts
from gatepost.console.database import open_database
from gatepost.console.roles import Role
from gatepost.folder import read_folder
from gatepost.pipeline import load_gate
from gatepost.proxy.authority import ensure_authority
from gatepost.proxy.naming import revealers_in
from gatepost.sealing.readers import mark_of, public_text
from gatepost.store.opening import writing
from tests.unit.cli.conftest import POLICY, Run
from tests.unit.cli.gateways import a_var_folder, now
from tests.unit.sealing.people import a_key


@pytest.fixture
def var(tmp_path: Path) -> Path:
    """A gateway after its first start, with the root's key carried away."""
    var = a_var_folder(tmp_path)
    shutil.rmtree(var / "ca")
    ensure_authority(var / "ca", load_gate(read_folder(POLICY)).platforms.domains(), now())
    (var / "ca/offline/root.key").unlink()
    return var


def wrong(out: str) -> list[str]:
    return [line.removeprefix("WRONG  ") for line in out.splitlines() if line.startswith("WRONG ")]


def test_nothing_is_wrong_with_a_gateway_that_is_set_up(run: Run, var: Path):
    done = run("doctor")
    assert (done.code, done.err, wrong(done.out)) == (0, "", [])
    assert done.out.splitlines()[-1].startswith("0 wrong, ")


def test_before_the_first_start_nothing_is_wrong(run: Run):
    done = run("doctor")
    assert done.code == 0
    assert "the first `gatepost run` makes" in done.out


def test_it_says_what_only_the_network_can_close(run: Run, var: Path):
    out = run("doctor").out
    assert "UDP 443 must be closed at the edge" in out
    assert "only the gateway may reach the platforms' hosts" in out


def test_a_key_that_others_can_read_is_wrong(run: Run, var: Path):
    (var / "keys/sessions.key").chmod(0o640)
    done = run("doctor")
    assert done.code == 1
    assert wrong(done.out) == [
        "var/keys/sessions.key can be read by others: chmod 600 it, and rotate the key (docs/keys.md)"
    ]


def test_the_roots_key_belongs_somewhere_else(run: Run, var: Path):
    (var / "ca/offline/root.key").write_text("a key")
    done = run("doctor")
    assert done.code == 0
    assert "the root's key lies on this machine" in done.out


def test_a_certificate_that_ends_soon_is_wrong(run: Run, tmp_path: Path):
    a_var_folder(tmp_path, made=now() - timedelta(days=350))
    done = run("doctor")
    assert done.code == 1
    assert wrong(done.out)[0].startswith("the interception certificate ends on ")


def test_a_platform_that_the_certificate_does_not_cover_is_wrong(run: Run, tmp_path: Path):
    """The authority of these tests covers x.com alone."""
    a_var_folder(tmp_path)
    (told,) = wrong(run("doctor").out)
    assert told.startswith("the certificate does not cover ")
    assert "put the root's key back and restart once" in told


def test_a_wrong_policy_is_counted_and_check_is_named(run: Run, var: Path, tmp_path: Path):
    folder = Path(shutil.copytree(POLICY, tmp_path / "ours"))
    (folder / "agency.yaml").write_text((folder / "agency.yaml").read_text().replace("mode: enforce", "mode: never"))
    done = run("doctor", "--policy", "ours")
    assert done.code == 1
    assert any("`gatepost check ours` lists them" in told for told in wrong(done.out))


def test_an_observing_policy_is_remarked_with_its_pilot(run: Run, var: Path):
    run("init", "ours")
    agency = Path("ours/agency.yaml")
    agency.write_text(agency.read_text().replace("notice_given: null", "notice_given: 2026-11-02"))
    done = run("doctor", "--policy", "ours")
    assert done.code == 0
    assert "the policy only observes; enforced for: pilot" in done.out


def test_what_cannot_be_looked_at_does_not_hide_the_rest(run: Run, var: Path):
    (var / "ca/gatepost-root.pem").write_text("no certificate")
    done = run("doctor")
    assert done.code == 1
    assert any("cannot be read as certificates" in told for told in wrong(done.out))
    assert "UDP 443" in done.out


def test_a_policy_that_is_not_there_is_wrong_and_the_rest_is_still_said(run: Run, var: Path):
    done = run("doctor", "--policy", "nowhere")
    assert done.code == 1
    assert any("nowhere is not a policy folder" in told for told in wrong(done.out))
    assert "UDP 443" in done.out


@pytest.mark.needs("confinement")
def test_what_confines_readers_is_told(run: Run, var: Path):
    assert "readers of files are confined by: no network, limits, no privileges, Landlock" in run("doctor").out


def test_a_state_that_works_is_told(run: Run, var: Path, tmp_path: Path):
    assert "no state in var/state.sqlite3 yet" in run("doctor").out
    (var / "state.sqlite3").touch(mode=0o600)
    assert "the state, var/state.sqlite3, works" in run("doctor").out


def test_a_state_that_does_not_work_is_wrong_and_its_password_is_not_told(run: Run, var: Path):
    done = run("doctor", "--state", "redis://gatepost:secret@127.0.0.1:1")
    assert done.code == 1
    assert wrong(done.out) == ["the state at 127.0.0.1:1/0 cannot be reached: ConnectionError"]
    assert "secret" not in done.out + done.err


def test_to_which_keys_things_are_sealed_and_how_many_may_open_them_is_told_without_a_name(run: Run, var: Path):
    told = run("doctor").out
    assert "names: not kept, as no key is in var/keys/reveal" in told
    assert "nobody has an account" not in told, "there is no store yet"
    engine = open_database("sqlite://", var)
    with writing(engine) as db:
        accounts.create(db, login="r.gagnon", roles=frozenset({Role.REVIEWER}), now=now(), sworn=True)
    engine.dispose()
    revealers_in(var).mkdir(mode=0o700)
    key = a_key().public_key
    (revealers_in(var) / "rose.pub").write_text(public_text(key))
    done = run("doctor")
    assert f"names: sealed to 1 keys: {mark_of(key)}" in done.out
    assert "1 may ask who it was, 1 may approve that, 1 may open evidence" in done.out
    assert wrong(done.out) == ["nobody can approve what a reviewer asks: make a second reviewer or an auditor"]
    assert "rose" not in done.out
    assert "gagnon" not in done.out


def test_evidence_that_a_rule_asks_for_and_nobody_could_open_is_wrong(run: Run, var: Path, tmp_path: Path):
    folder = Path(shutil.copytree(POLICY, tmp_path / "ours"))
    rules = (folder / "agency.yaml").read_text()
    (folder / "agency.yaml").write_text(rules.replace("- id: ", "- evidence: true\n    id: ", 1))
    for language in ("en", "fr"):
        with (folder / f"agreement/{language}.md").open("a") as file:
            file.write("\n\n{evidence}\n")
    told = wrong(run("doctor", "--policy", "ours").out)
    assert any("is lost: admit a reviewer's key" in remark for remark in told)

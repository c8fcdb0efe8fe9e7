"""`console.yaml`: what may stand in it, and who may read it."""

from pathlib import Path

import pytest

from gatepost.console.config import FILE, Config, read_config
from gatepost.errors import GatepostError

_WHOLE = """\
url: https://Console.Agency.Example/
proxies: ["10.20.0.5"]
openid:
  issuer: https://login.agency.example/realm
  client_id: gatepost
  client_secret: not-shown
  roles: {reviewer: [security-review], administrator: [gatepost-administrators]}
"""


def _written(folder: Path, text: str, mode: int = 0o600) -> Path:
    path = folder / FILE
    path.write_text(text)
    path.chmod(mode)
    return folder


def test_without_the_file_the_console_is_for_this_machine(tmp_path: Path):
    assert read_config(tmp_path) == Config()


def test_the_address_is_told_in_one_form_and_the_secret_is_not_shown(tmp_path: Path):
    config = read_config(_written(tmp_path, _WHOLE))
    assert config.url == "https://console.agency.example"
    assert "not-shown" not in repr(config)


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o606])
def test_a_file_that_others_can_read_is_refused(tmp_path: Path, mode: int):
    with pytest.raises(GatepostError, match="chmod 600"):
        read_config(_written(tmp_path, _WHOLE, mode))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("url: http://console.agency.example", "https://console.agency.example"),
        ("url: https://console.agency.example/path", "nothing after the host"),
        ("url: https://user@console.agency.example", "nothing after the host"),
        ('proxies: ["10.0.0.1"]', "say `url`"),
        ("openid: {issuer: 'http://login.example', client_id: a, roles: {}}", "issuer"),
        ("openid: {issuer: 'https://login.example', client_id: a, roles: {emperor: [x]}}", "reviewer"),
        ("colour: red", "colour"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, written: str, said: str):
    with pytest.raises(GatepostError) as told:
        read_config(_written(tmp_path, written))
    assert said in str(told.value)
    assert f"{FILE}:1:" in str(told.value)

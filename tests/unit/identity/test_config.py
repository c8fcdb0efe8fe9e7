"""`identity.yaml`: what may be written, and that every mistake is told with its place."""

from pathlib import Path

import pytest
from pydantic import BaseModel

from gatepost.errors import PolicyErrors
from gatepost.identity.config import (
    ClientCertificate,
    IdentityConfig,
    NetworkEntry,
    ProxyAuth,
    TableFile,
    TrustedUpstream,
    Unknown,
)
from gatepost.identity.directory import COLUMNS
from gatepost.yaml_source import parse, validate

SHIPPED = Path(__file__).parents[3] / "policy/identity.yaml"


def config(text: str) -> IdentityConfig:
    return validate(IdentityConfig, parse(text, file="identity.yaml"))


def mistakes(text: str) -> list[str]:
    with pytest.raises(PolicyErrors) as raised:
        config(text)
    return [str(error).removeprefix("identity.yaml:") for error in raised.value.errors]


def test_the_shipped_file_asks_nobody_and_knows_nobody() -> None:
    assert config(SHIPPED.read_text("utf-8")) == IdentityConfig()


def test_everything_that_the_shipped_file_shows_commented_out_is_right() -> None:
    lines = SHIPPED.read_text("utf-8").splitlines()
    settings = [line.removeprefix("# ") for line in lines if line.startswith(("# ", "unknown")) and not _is_prose(line)]
    shown = config("\n".join(settings))
    assert shown.directory is not None
    assert shown.proxy_auth is not None
    assert shown.client_certificate is not None
    assert len(shown.trusted_upstream) == 2
    assert len(shown.network) == 2


def _is_prose(line: str) -> bool:
    first = line.removeprefix("# ").split(maxsplit=1)[0] if line.removeprefix("# ").strip() else ""
    return not ((first.endswith(":") and first.islower()) or first == "-")


def test_every_mistake_of_a_file_is_told_in_one_run() -> None:
    found = mistakes(
        "proxy_auth: {htpasswd: users, realm: 'a\"b'}\n"
        "client_certificate: {authorities: ca.pem, field: SN}\n"
        "trusted_upstream:\n"
        "  - {address: 10.0.0.1/24, header: X-User}\n"
        "  - {address: 10.0.0.1, header: Cookie}\n"
        "  - {address: 10.0.0.1}\n"
        "  - {address: 10.0.0.1, header: X-User, basic_user: true}\n"
        "network:\n"
        "  - {cidr: 10.0.0.0/8}\n"
        "  - {cidr: 10.0.0.0/8, principal: emp-1, division: Prices}\n"
        "unknown: {admit: maybe}\n"
        "directry: {}\n"
    )
    assert [int(line.split(":")[0]) for line in found] == [1, 2, 4, 5, 6, 7, 9, 10, 11, 12]
    assert "10.20.0.0/16" in found[2]
    assert "platforms need it" in found[3]
    assert "either `header: NAME` or `basic_user: true`" in found[4]
    assert "did you mean `directory`?" in found[-1]


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("unknown: {admit: true}", False),
        ("proxy_auth: {htpasswd: users}", True),
        ("unknown: {admit: false}", True),
        ("trusted_upstream: [{address: 10.0.0.1, header: X-User}]", False),
    ],
)
def test_a_gateway_is_guarded_when_nobody_unknown_gets_in(text: str, guarded: bool) -> None:
    assert config(text).guarded is guarded


def test_every_key_and_column_is_explained() -> None:
    models: list[type[BaseModel]] = [
        IdentityConfig,
        TableFile,
        ProxyAuth,
        ClientCertificate,
        TrustedUpstream,
        NetworkEntry,
        Unknown,
    ]
    keys = {name for model in models for name in model.model_fields} | set(COLUMNS)
    page = (Path(__file__).parents[3] / "docs/identity.md").read_text("utf-8")
    assert not {key for key in keys if f"`{key}" not in page and f"{key}: " not in page}

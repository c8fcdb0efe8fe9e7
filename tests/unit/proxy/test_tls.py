"""Which connections are opened: any listed name is enough, never-inspect wins, and leaves name what was asked for."""

from pathlib import Path

import pytest
from cryptography import x509

from gatepost.platforms import Platforms, load_platforms
from gatepost.proxy.tls import certify_requested_name_only, destination, handling_of
from tests.proxy.gateways import SHIPPED, a_context, tls_config

HOSTS = """
never_inspect:
  hosts: [union.example, chat.x.com]
"""


@pytest.fixture(scope="module")
def platforms() -> Platforms:
    return load_platforms(
        {"platforms/x.yaml": (SHIPPED / "platforms/x.yaml").read_text()},
        ("hosts.yaml", HOSTS),
    )


@pytest.mark.parametrize(
    ("connected", "asked", "handling"),
    [
        ("x.com", "x.com", "inspected"),
        ("x.com", None, "inspected"),
        ("x.com", "forms.example", "inspected"),
        ("forms.example", "x.com", "inspected"),
        ("192.0.2.7", "x.com", "inspected"),
        ("2001:db8::7", "X.COM", "inspected"),
        ("X.com.", "", "inspected"),
        ("forms.example", "forms.example", "passed"),
        ("forms.example", None, "passed"),
        ("192.0.2.7", None, "passed"),
        ("192.0.2.7", "forms.example", "passed"),
        ("union.example", "union.example", "passed"),
        ("union.example", "x.com", "passed"),
        ("192.0.2.7", "union.example", "passed"),
        ("chat.x.com", "chat.x.com", "passed"),
        ("x.com", "union.example", "inspected"),
    ],
)
def test_one_listed_name_is_enough_and_never_inspect_wins(
    platforms: Platforms, connected: str, asked: str | None, handling: str
):
    assert handling_of(asked, a_context(connected), platforms) == handling


@pytest.mark.parametrize(("host", "name"), [("X.com.", "x.com"), ("192.0.2.7", ""), ("2001:db8::7", ""), ("", "")])
def test_an_address_is_no_destination(host: str, name: str):
    assert destination(a_context(host)) == name


@pytest.mark.parametrize(
    ("connected", "asked", "names"),
    [
        ("x.com", "api.x.com", ["api.x.com"]),
        ("x.com", None, ["x.com"]),
        ("192.0.2.7", "x.com", ["x.com"]),
        ("x.com", f"{'a' * 63}.{'b' * 63}.x.com", [f"{'a' * 63}.{'b' * 63}.x.com"]),
    ],
)
def test_a_leaf_names_exactly_what_was_asked_for(tmp_path: Path, connected: str, asked: str | None, names: list[str]):
    """One foreign name would break the intermediate's name constraints, and the whole leaf with them."""
    config = tls_config(tmp_path)
    certify_requested_name_only(config)
    context = a_context(connected, sni=asked, upstream_names=("x.com", "*.tracker.example"))
    leaf = x509.load_pem_x509_certificate(config.get_cert(context).cert.to_pem())
    alternative = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert alternative.get_values_for_type(x509.DNSName) == names
    assert alternative.get_values_for_type(x509.IPAddress) == []
    with pytest.raises(x509.ExtensionNotFound):
        leaf.extensions.get_extension_for_class(x509.CRLDistributionPoints)

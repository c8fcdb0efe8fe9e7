"""Which connections are opened, and what certificate the client sees."""

import socket
import ssl
import subprocess
from pathlib import Path

import pytest
from cryptography import x509

from demo.gateway import Gateway
from demo.standin import CROWDED_HOST, StandIn
from tests.e2e.lab import connect, exchange, tls

ELSEWHERE = "forms.example.org"


def _shown(connection: ssl.SSLSocket) -> bytes:
    with connection:
        return connection.getpeercert(binary_form=True) or b""


def _origins_own(standin: StandIn, host: str) -> bytes:
    address, _, port = standin.address.rpartition(":")
    context = ssl.create_default_context(cafile=standin.ca)
    return _shown(context.wrap_socket(socket.create_connection((address, int(port))), server_hostname=host))


def test_a_host_that_is_no_platform_shows_the_origins_own_certificate(gateway: Gateway, standin: StandIn):
    assert _shown(tls(gateway, ELSEWHERE, standin.ca)) == _origins_own(standin, ELSEWHERE)


def test_a_platforms_host_shows_a_certificate_for_the_requested_name_alone(gateway: Gateway):
    shown = x509.load_der_x509_certificate(_shown(tls(gateway, CROWDED_HOST, gateway.ca)))
    names = shown.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert [name.value for name in names] == [CROWDED_HOST]


def test_the_origin_of_that_host_does_have_a_hundred_foreign_names(standin: StandIn):
    shown = x509.load_der_x509_certificate(_origins_own(standin, CROWDED_HOST))
    assert len(list(shown.extensions.get_extension_for_class(x509.SubjectAlternativeName).value)) == 101


def _openssl(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["openssl", *arguments], input="", capture_output=True, text=True, timeout=30, check=False)


@pytest.mark.needs("openssl")
def test_openssl_accepts_the_leaf_under_the_constrained_intermediate(gateway: Gateway):
    command = ["s_client", "-proxy", gateway.proxy, "-connect", f"{CROWDED_HOST}:443"]
    checks = ["-servername", CROWDED_HOST, "-verify_hostname", CROWDED_HOST, "-verify_return_error", "-x509_strict"]
    trust = ["-CAfile", str(gateway.ca), "-no-CApath", "-no-CAstore"]
    done = _openssl(*command, *checks, *trust)
    assert "Verify return code: 0 (ok)" in done.stdout, done.stderr


@pytest.mark.needs("openssl")
def test_the_key_in_use_cannot_vouch_for_another_host(gateway: Gateway, tmp_path: Path):
    """A stolen interception key: OpenSSL itself refuses a leaf that it signs for a host that is no platform's."""
    stolen = next(gateway.folder.rglob("mitmproxy-ca.pem"))
    request, leaf = tmp_path / "bank.csr", tmp_path / "bank.pem"
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", str(tmp_path / "bank.key")]
    name = ["-subj", "/CN=bank.example.org", "-addext", "subjectAltName=DNS:bank.example.org"]
    _openssl("req", "-new", *key, *name, "-out", str(request))
    signing = ["-CA", str(stolen), "-CAkey", str(stolen), "-copy_extensions", "copyall", "-days", "1"]
    _openssl("x509", "-req", "-in", str(request), *signing, "-out", str(leaf))
    trust = ["-CAfile", str(gateway.ca), "-untrusted", str(stolen)]
    done = _openssl("verify", *trust, str(leaf))
    assert done.returncode
    assert "permitted subtree violation" in done.stdout + done.stderr


def test_a_connection_without_a_name_passes_unopened(gateway: Gateway, standin: StandIn):
    """No SNI and a bare address: nothing says that it is a platform's."""
    address, _, port = standin.address.rpartition(":")
    context = ssl.create_default_context(cafile=standin.ca)
    context.check_hostname = False
    with context.wrap_socket(connect(gateway, address, port=int(port))) as connection:
        shown = x509.load_der_x509_certificate(connection.getpeercert(binary_form=True) or b"")
    assert shown.issuer.rfc4514_string() == "CN=Gatepost lab root"


@pytest.mark.parametrize(("connected", "asked"), [("x.com", ELSEWHERE), (ELSEWHERE, "x.com")])
def test_one_listed_name_is_enough_to_open_a_connection(gateway: Gateway, standin: StandIn, connected: str, asked: str):
    """Whoever fronts one name with another is looked at: the leaf is ours, whether or not a client accepts it."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with context.wrap_socket(connect(gateway, connected), server_hostname=asked) as connection:
        shown = connection.getpeercert(binary_form=True) or b""
    assert x509.load_der_x509_certificate(shown).issuer.rfc4514_string() != "CN=Gatepost lab root"


def test_bytes_that_are_no_tls_end_without_harm(gateway: Gateway):
    with connect(gateway, "x.com") as tunnel:
        exchange(tunnel, b"\x00\x01\x02 this is no ClientHello\r\n\r\n")
    assert gateway.process.poll() is None

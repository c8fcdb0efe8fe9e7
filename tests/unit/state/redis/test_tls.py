"""A server behind TLS: who it is, and who we are, is proved both ways."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from demo.certificates import Authority, make_authority
from gatepost.errors import GatepostFault
from gatepost.state import open_state
from gatepost.testing import FakeClock
from tests.unit.state.memory import an_attempt
from tests.unit.state.servers import PASSWORD, USER, a_server, free_port

pytestmark = pytest.mark.needs("redis")


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def tls_port(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A server that takes clients with a certificate only."""
    port, leaf = free_port(), str(authority.leaf("localhost"))
    tls = ("--tls-port", str(port), "--tls-cert-file", leaf, "--tls-key-file", leaf, "--tls-auth-clients", "yes")
    with a_server(tmp_path_factory.mktemp("redis"), *tls, "--tls-ca-cert-file", str(authority.pem)):
        yield port


@pytest.fixture(scope="module")
def client(authority: Authority) -> Path:
    """A file with the key and the certificate of a client."""
    key, now = ec.generate_private_key(ec.SECP256R1()), authority.certificate.not_valid_before_utc
    certificate = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "gatepost")]))
        .issuer_name(authority.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]), critical=False)
        .sign(authority.key, hashes.SHA256())
    )
    file = authority.folder / "client.pem"
    pem = serialization.Encoding.PEM
    file.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(pem)
    )
    return file


async def test_who_proves_who_they_are_is_let_in(tls_port: int, authority: Authority, client: Path, tmp_path: Path):
    files = f"ca_file={authority.pem}&cert_file={client}&key_file={client}"
    state = open_state(f"rediss://{USER}:{PASSWORD}@localhost:{tls_port}?{files}", tmp_path, FakeClock())
    assert (await state.begin(an_attempt())).holds
    await state.close()


@pytest.mark.parametrize(
    "at",
    [
        "127.0.0.1:{port}?ca_file={ca}&cert_file={client}&key_file={client}",
        "localhost:{port}?cert_file={client}&key_file={client}",
        "localhost:{port}?ca_file={ca}",
    ],
    ids=["another name", "an unknown authority", "no certificate of ours"],
)
async def test_nothing_is_said_to_a_server_that_is_not_the_one(
    tls_port: int, authority: Authority, client: Path, tmp_path: Path, at: str
):
    where = at.format(port=tls_port, ca=authority.pem, client=client)
    state = open_state(f"valkeys://{USER}:{PASSWORD}@{where}", tmp_path, FakeClock())
    with pytest.raises(GatepostFault) as fault:
        await state.begin(an_attempt())
    assert fault.value.reason == "gone"
    await state.close()

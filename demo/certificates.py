"""A certificate authority of the lab's own: names become leaves that a strict client accepts once it trusts the root.

The stand-in platforms answer under real names, so they need certificates that somebody trusts. The root lives in one
folder, is made at start and trusted only by what is told to; nothing here may ever be installed on a machine.
"""

import ssl
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_LIFETIME = timedelta(days=30)
_NO_PASSWORD = serialization.NoEncryption()


def foreign_names(count: int = 100) -> tuple[str, ...]:
    """Names that a large origin's certificate carries besides the one asked for, as those of real platforms do."""
    return tuple(f"*.service-{number}.example.net" for number in range(count))


@dataclass(frozen=True, slots=True)
class Authority:
    """The lab's root: `pem` is the file to trust, `leaf` makes certificates."""

    folder: Path
    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey
    _leaves: dict[tuple[str, ...], Path] = field(default_factory=dict)

    @property
    def pem(self) -> Path:
        return self.folder / "root.pem"

    def leaf(self, *names: str) -> Path:
        """A file with the key and certificate for these names; the first one is the subject."""
        if names not in self._leaves:
            self._leaves[names] = self._make_leaf(names)
        return self._leaves[names]

    def server_context(self, *names: str, alpn: Iterable[str] = ("h2", "http/1.1")) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.set_alpn_protocols(list(alpn))
        context.load_cert_chain(self.leaf(*names))
        return context

    def _make_leaf(self, names: tuple[str, ...]) -> Path:
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = (
            _builder(names[0], key.public_key(), issuer=self.certificate.subject)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()),
                critical=False,
            )
            .sign(self.key, hashes.SHA256())
        )
        file = self.folder / f"leaf-{len(self._leaves)}.pem"
        file.write_bytes(_pem(key) + certificate.public_bytes(serialization.Encoding.PEM))
        return file


def make_authority(folder: Path) -> Authority:
    """A new root in this folder; what was there before is no longer trusted."""
    folder.mkdir(parents=True, exist_ok=True)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        _builder("Gatepost lab root", key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_signs_certificates(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    authority = Authority(folder, certificate, key)
    authority.pem.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return authority


def _builder(
    common_name: str,
    public_key: ec.EllipticCurvePublicKey,
    issuer: x509.Name | None = None,
) -> x509.CertificateBuilder:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
    now = datetime.now(UTC)  # noqa: TID251 - a lab program, not the core
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer or subject)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + _LIFETIME)
    )


def _signs_certificates() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, _NO_PASSWORD)

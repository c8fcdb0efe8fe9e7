"""Client certificates: whose are believed, and which login they carry."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from gatepost.identity.certificates import certificate_login
from gatepost.testing import A_TUESDAY

UPN = ObjectIdentifier("1.3.6.1.4.1.311.20.2.3")
CLIENT = (ExtendedKeyUsageOID.CLIENT_AUTH,)


class StaffAuthority:
    """A certificate authority as an agency has for its people."""

    def __init__(self, name: str = "Staff CA") -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        usage = x509.KeyUsage(
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
        self.certificate = (
            self._draft(self.name, self.key.public_key())
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(self.key.public_key()), critical=False)
            .sign(self.key, SHA256())
        )

    @property
    def bundle(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    def issue(
        self, names: Sequence[x509.GeneralName] = (), usages: Sequence[ObjectIdentifier] = CLIENT, cn: str = "ada"
    ) -> bytes:
        key = ec.generate_private_key(ec.SECP256R1())
        draft = self._draft(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, cn)]), key.public_key())
        draft = draft.add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False
        )
        if names:
            draft = draft.add_extension(x509.SubjectAlternativeName(names), critical=False)
        if usages:
            draft = draft.add_extension(x509.ExtendedKeyUsage(usages), critical=False)
        return draft.sign(self.key, SHA256()).public_bytes(Encoding.PEM)

    def _draft(self, subject: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder(issuer_name=self.name, subject_name=subject, public_key=key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(A_TUESDAY - timedelta(days=1))
            .not_valid_after(A_TUESDAY + timedelta(days=90))
        )


AUTHORITY = StaffAuthority()
NAMES = (
    x509.RFC822Name("ada@agency.example"),
    x509.OtherName(UPN, b"\x0c\x0bada@ag.test"),
)


def login(pem: bytes, field: str = "CN", at_days: int = 0, authorities: bytes = AUTHORITY.bundle) -> str:
    return certificate_login([pem], authorities=authorities, field=field, at=A_TUESDAY + timedelta(days=at_days))


@pytest.mark.parametrize(
    ("field", "expected"), [("CN", "ada"), ("email", "ada@agency.example"), ("UPN", "ada@ag.test")]
)
def test_a_certificate_of_the_agency_carries_a_login(field: str, expected: str) -> None:
    assert login(AUTHORITY.issue(NAMES), field) == expected


@pytest.mark.parametrize("field", ["email", "UPN"])
def test_a_field_that_is_not_there_names_nobody(field: str) -> None:
    assert login(AUTHORITY.issue(), field) == ""


def test_a_certificate_without_usages_is_for_every_use() -> None:
    assert login(AUTHORITY.issue(usages=())) == "ada"


def test_a_certificate_for_servers_names_nobody() -> None:
    assert login(AUTHORITY.issue(usages=(ExtendedKeyUsageOID.SERVER_AUTH,))) == ""


def test_another_authority_of_the_same_name_is_not_believed() -> None:
    assert login(StaffAuthority().issue(NAMES)) == ""


@pytest.mark.parametrize("at_days", [-2, 91])
def test_a_certificate_outside_its_time_names_nobody(at_days: int) -> None:
    assert login(AUTHORITY.issue(NAMES), at_days=at_days) == ""


@pytest.mark.parametrize("pem", [b"", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", b"\xff"])
def test_what_is_not_a_certificate_names_nobody(pem: bytes) -> None:
    assert login(pem) == ""


def test_no_certificate_names_nobody() -> None:
    assert certificate_login([], authorities=AUTHORITY.bundle, field="CN", at=A_TUESDAY) == ""


@pytest.mark.parametrize("value", [b"\x04\x02ab", b"\x0c\x00", b"\x0c\x02\xff\xff"])
def test_a_principal_name_that_is_not_text_names_nobody(value: bytes) -> None:
    assert login(AUTHORITY.issue([x509.OtherName(UPN, value)]), "UPN") == ""

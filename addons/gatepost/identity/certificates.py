"""A client certificate becomes a login, if an authority that the agency trusts for people issued it.

The TLS handshake proves that the client holds the key, and nothing more: mitmproxy takes any certificate. So the chain
is verified here, against the authorities that the policy names and no others (never the system's).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier
from cryptography.x509.verification import ExtensionPolicy, PolicyBuilder, Store, VerificationError

_UPN = ObjectIdentifier("1.3.6.1.4.1.311.20.2.3")  # Microsoft's user principal name, an otherName
_UTF8_STRING = 0x0C
_MAX_CHAIN = 8


def certificate_login(chain: Sequence[bytes], *, authorities: bytes, field: str, at: datetime) -> str:
    """The login in the first certificate (PEM) of a chain that verifies at that moment; empty when it does not.

    `authorities` is a PEM bundle, `field` one of `FIELDS`. Slow (public-key arithmetic): once a connection, not a request.
    """
    try:
        certificates = [x509.load_pem_x509_certificate(pem) for pem in chain[:_MAX_CHAIN]]
        store = Store(x509.load_pem_x509_certificates(authorities))
        verifier = (
            PolicyBuilder()
            .store(store)
            .time(at)
            # A person's card is not a web server's: it may lack what browsers ask of those. Its issuers may not.
            .extension_policies(ca_policy=ExtensionPolicy.webpki_defaults_ca(), ee_policy=ExtensionPolicy.permit_all())
            .build_client_verifier()
        )
        verifier.verify(certificates[0], certificates[1:])
        return FIELDS[field](certificates[0]) if _is_for_clients(certificates[0]) else ""
    except (VerificationError, ValueError, IndexError):  # not ours, not a certificate, none at all
        return ""


def _is_for_clients(certificate: x509.Certificate) -> bool:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound:
        return True  # RFC 5280, 4.2.1.12: no restriction
    return ExtendedKeyUsageOID.CLIENT_AUTH in usage


def _common_name(certificate: x509.Certificate) -> str:
    return next((str(name.value) for name in certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)), "")


def _email(certificate: x509.Certificate) -> str:
    names = _alternative_names(certificate)
    return next(iter(names.get_values_for_type(x509.RFC822Name)), "") if names else ""


def _principal_name(certificate: x509.Certificate) -> str:
    names = _alternative_names(certificate)
    for other in names.get_values_for_type(x509.OtherName) if names else ():
        if (
            other.type_id == _UPN
            and other.value[:1] == bytes([_UTF8_STRING])
            and other.value[1] == len(other.value) - 2
        ):
            return other.value[2:].decode()  # DER: tag, length under 128, text
    return ""


def _alternative_names(certificate: x509.Certificate) -> x509.SubjectAlternativeName | None:
    try:
        return certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return None


FIELDS: Mapping[str, Callable[[x509.Certificate], str]] = {
    "CN": _common_name,
    "email": _email,
    "UPN": _principal_name,
}

"""The certificate authority that interception needs: an offline root, and an intermediate that can sign for little.

Browsers are told to trust the root, once. The root's key signs nothing but intermediates and is made to be carried away
from the gateway (`offline/root.key`). The intermediate's key stays and signs the certificates that clients see; X.509 name
constraints, critical, permit it the platforms' domains and exclude every address, so that a stolen key opens nothing else.
The constraints stand in the intermediate because clients need not honour those of a trust anchor (RFC 5280, 6.2).
The rule to keep: a new platform takes a new intermediate, never a new root.
"""

import contextlib
import fcntl
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from gatepost.errors import GatepostError

ROOT_LIFETIME = timedelta(days=3652)
INTERMEDIATE_LIFETIME = timedelta(days=366)
RENEWAL = timedelta(days=30)  # a new intermediate is made this long before the old one ends, if the root's key is there
_BACKDATED = timedelta(days=2)  # as mitmproxy does for leaves: clocks of clients are wrong

_MITMPROXY_FILE = "mitmproxy-ca.pem"  # its key, its certificate and the root, in this order: mitmproxy sends the chain
_ROOT_FILE = "gatepost-root.pem"
_ROOT_KEY_FILE = "offline/root.key"
_SIGNS_CERTIFICATES = x509.KeyUsage(
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

_ALL_ADDRESSES = (IPv4Network("0.0.0.0/0"), IPv6Network("::/0"))
_ENDS_SOON = "the present one ends soon"


class AuthorityError(GatepostError):
    """The authority cannot be used as it is. The message tells IT what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """The authority in a folder. `domains` are those that its intermediate may sign for, with everything below them."""

    root_certificate: Path
    expires: datetime
    domains: tuple[str, ...]

    def covers(self, domain: str) -> bool:
        """Whether a certificate for this host (or `*.` wildcard) would be accepted."""
        return _is_covered(_plain(domain), self.domains)


def ensure_authority(folder: Path, domains: Sequence[str], now: datetime) -> Authority:
    """The authority of this folder, made or renewed where needed and possible. AuthorityError where it is not."""
    wanted = _subtrees(domains)
    if not wanted:
        raise AuthorityError("no platform is defined, so there is nothing to intercept: add a file to policy/platforms")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone(folder):
        root = _root(folder, now)
        intermediate = _serving(folder, root, wanted, now)
        _hand_out(folder, root)
    return Authority(
        root_certificate=folder / _ROOT_FILE,
        expires=intermediate.not_valid_after_utc,
        domains=_permitted(intermediate),
    )


def present_authority(folder: Path) -> Authority | None:
    """The authority as it stands in a folder, nothing made or renewed; None where there is none yet."""
    if not (folder / _ROOT_FILE).exists():
        return None
    root = _certificates(folder / _ROOT_FILE)[0]
    intermediate = _present(folder, root)
    if intermediate is None:
        return None
    return Authority(
        root_certificate=folder / _ROOT_FILE,
        expires=intermediate.not_valid_after_utc,
        domains=_permitted(intermediate),
    )


def root_key_present(folder: Path) -> bool:
    """Whether the root's key still lies on the gateway; it belongs somewhere else."""
    return (folder / _ROOT_KEY_FILE).exists()


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process at a time: several workers that start together must not make several authorities."""
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# What is there


def _root(folder: Path, now: datetime) -> x509.Certificate:
    """The root's certificate; a new one with its key at the very first start."""
    path = folder / _ROOT_FILE
    if path.exists():
        root = _certificates(path)[0]
        if now >= root.not_valid_after_utc:
            raise AuthorityError(
                f"{path} has ended: start with an empty folder, and hand out the new root to all clients"
            )
        return root
    if (folder / _MITMPROXY_FILE).exists():
        raise AuthorityError(
            f"{folder / _MITMPROXY_FILE} is there and {path.name} is not: put {path.name} back from the backup, or, if it "
            "is the authority of another mitmproxy, choose another folder"
        )
    return _make_root(folder, now)


def _present(folder: Path, root: x509.Certificate) -> x509.Certificate | None:
    path = folder / _MITMPROXY_FILE
    if not path.exists():
        return None
    _require_private(path)
    intermediate = _certificates(path)[0]
    try:
        intermediate.verify_directly_issued_by(root)
    except (InvalidSignature, ValueError, TypeError) as error:
        raise AuthorityError(
            f"{path} was not issued by {_ROOT_FILE} beside it: move it away to have a new one made, or restore both"
        ) from error
    return intermediate


def _lack(intermediate: x509.Certificate | None, wanted: Sequence[str], now: datetime) -> str:
    """Why a new intermediate is needed; empty when the present one will do."""
    if intermediate is None:
        return "there is none yet"
    permitted = _permitted(intermediate)
    uncovered = [domain for domain in wanted if not _is_covered(domain, permitted)]
    if uncovered:
        return f"the present one does not cover {', '.join(uncovered[:5])}{' and others' if uncovered[5:] else ''}"
    if now >= intermediate.not_valid_after_utc:
        return f"the present one ended on {intermediate.not_valid_after_utc:%Y-%m-%d}"
    return _ENDS_SOON if now >= intermediate.not_valid_after_utc - RENEWAL else ""


def _serving(folder: Path, root: x509.Certificate, wanted: Sequence[str], now: datetime) -> x509.Certificate:
    """The intermediate to work with: the present one, or a new one where that is needed."""
    present = _present(folder, root)
    lack = _lack(present, wanted, now)
    if present is not None and not lack:
        return present
    key_file = folder / _ROOT_KEY_FILE
    if key_file.exists():
        return _make_intermediate(folder, root, _root_key(key_file, root), wanted, now)
    if present is not None and lack == _ENDS_SOON:
        return present
    raise AuthorityError(
        f"a new intermediate certificate is needed ({lack}), and the root's key is not here: put it back at "
        f"{key_file} (mode 600), start once, and take it away again; clients need nothing new"
    )


def _root_key(path: Path, root: x509.Certificate) -> ec.EllipticCurvePrivateKey:
    _require_private(path)
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError) as error:
        raise AuthorityError(f"{path} is not a private key in PEM without a password: restore it") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.public_key() != root.public_key():
        raise AuthorityError(f"{path} is not the key of {_ROOT_FILE}: restore the one that was made with it")
    return key


def _certificates(path: Path) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(path.read_bytes())
    except ValueError as error:
        raise AuthorityError(f"{path} cannot be read as certificates: restore it from the backup") from error


def _require_private(path: Path) -> None:
    if path.stat().st_mode & 0o077:
        raise AuthorityError(f"others can read the key in {path}: `chmod 600` it, and ask who could have copied it")


# What is made


def _make_root(folder: Path, now: datetime) -> x509.Certificate:
    key = ec.generate_private_key(ec.SECP256R1())
    serial = x509.random_serial_number()
    name = _name(
        f"Gatepost Root {serial:040X}"[:22]
    )  # a few digits, so that two roots in one trust store can be told apart
    draft = _draft(name, name, key.public_key(), now, now + ROOT_LIFETIME, path_length=1)
    root = draft.serial_number(serial).sign(key, SHA256())
    _write(folder / _ROOT_KEY_FILE, _pem(key))
    _write(folder / _ROOT_FILE, root.public_bytes(Encoding.PEM), mode=0o644)
    return root


def _make_intermediate(
    folder: Path, root: x509.Certificate, root_key: ec.EllipticCurvePrivateKey, wanted: Sequence[str], now: datetime
) -> x509.Certificate:
    key = ec.generate_private_key(ec.SECP256R1())
    end = min(now + INTERMEDIATE_LIFETIME, root.not_valid_after_utc)
    draft = (
        _draft(_name(f"Gatepost Interception {now:%Y-%m-%d}"), root.subject, key.public_key(), now, end, path_length=0)
        .serial_number(x509.random_serial_number())
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(
                root.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
            ),
            critical=False,
        )
        .add_extension(
            x509.NameConstraints(
                [x509.DNSName(domain) for domain in wanted], [x509.IPAddress(all_) for all_ in _ALL_ADDRESSES]
            ),
            critical=True,
        )
    )
    intermediate = draft.sign(root_key, SHA256())
    chain = intermediate.public_bytes(Encoding.PEM) + root.public_bytes(Encoding.PEM)
    _write(folder / _MITMPROXY_FILE, _pem(key) + chain)
    return intermediate


def _draft(
    name: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    now: datetime,
    end: datetime,
    *,
    path_length: int,
) -> x509.CertificateBuilder:
    """What both kinds of authority have in common (RFC 5280, 4.2.1)."""
    return (
        x509.CertificateBuilder(issuer_name=issuer, subject_name=name, public_key=key)
        .not_valid_before(now - _BACKDATED)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca=True, path_length=path_length), critical=True)
        .add_extension(_SIGNS_CERTIFICATES, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _hand_out(folder: Path, root: x509.Certificate) -> None:
    """The root in the two other forms that devices ask for: `.crt` (Linux, Android), `.cer` (Windows)."""
    for suffix, encoding in ((".crt", Encoding.PEM), (".cer", Encoding.DER)):
        path = (folder / _ROOT_FILE).with_suffix(suffix)
        if not path.exists():
            _write(path, root.public_bytes(encoding), mode=0o644)


def _write(path: Path, data: bytes, *, mode: int = 0o600) -> None:
    """Whole or not at all, and never for a moment readable by more than it shall be."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    draft = path.with_name(f".{path.name}.new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


# Names


def _plain(domain: str) -> str:
    """`*.Example.com.` as the constraint that permits it: `example.com`, which permits all below it too."""
    plain = domain.strip().lower().rstrip(".").removeprefix("*.")
    return plain if plain.isascii() else plain.encode("idna").decode()


def _subtrees(domains: Iterable[str]) -> tuple[str, ...]:
    """As few constraints as permit all these domains."""
    kept: list[str] = []
    for domain in sorted({_plain(domain) for domain in domains}, key=lambda domain: (domain.count("."), domain)):
        if not _is_covered(domain, kept):
            kept.append(domain)
    return tuple(kept)


def _is_covered(domain: str, permitted: Iterable[str]) -> bool:
    return any(domain == subtree or domain.endswith(f".{subtree}") for subtree in permitted)


def _permitted(intermediate: x509.Certificate) -> tuple[str, ...]:
    try:
        constraints = intermediate.extensions.get_extension_for_class(x509.NameConstraints).value
    except x509.ExtensionNotFound:
        return ()
    return tuple(name.value for name in constraints.permitted_subtrees or () if isinstance(name, x509.DNSName))

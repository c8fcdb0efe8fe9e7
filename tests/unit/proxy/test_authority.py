"""The interception authority: what it may sign, verified with OpenSSL, and what happens as it ages."""

import ipaddress
import stat
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from mitmproxy.certs import CertStore  # noqa: TID251 - the leaves it makes are what must verify

from gatepost.clock import SystemClock
from gatepost.proxy.authority import INTERMEDIATE_LIFETIME, RENEWAL, ROOT_LIFETIME, AuthorityError, ensure_authority

# OpenSSL compares with the present moment, so the authority is made at it.
NOW = SystemClock().now()
DOMAINS = ("x.com", "*.x.com", "upload.x.com", "*.mstdn.example", "bsky.social")


def openssl_verifies(folder: Path, host: str, *names: x509.GeneralName, strict: bool = True) -> tuple[bool, str]:
    """What OpenSSL, trusting the root alone, says of a leaf that mitmproxy makes for these names."""
    store = CertStore.from_store(folder, "mitmproxy", 2048)
    entry = store.get_cert(host, list(names) or [x509.DNSName(host)])
    leaf, chain = folder / "leaf.pem", folder / "chain.pem"
    leaf.write_bytes(entry.cert.to_pem())
    chain.write_bytes(b"".join(certificate.to_pem() for certificate in entry.chain_certs))
    command = ["openssl", "verify", "-purpose", "sslserver", *(["-x509_strict"] if strict else [])]
    command += ["-CAfile", f"{folder}/gatepost-root.pem", "-untrusted", str(chain), str(leaf)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode == 0, done.stdout + done.stderr


def move_root_key_away(folder: Path) -> Path:
    return (folder / "offline/root.key").rename(folder.parent / "safe.key")


@pytest.mark.needs("openssl")
@pytest.mark.parametrize("host", ["x.com", "api.x.com", "upload.x.com", "social.mstdn.example", "bsky.social"])
def test_a_leaf_for_a_platform_verifies(tmp_path: Path, host: str) -> None:
    ensure_authority(tmp_path, DOMAINS, NOW)
    good, said = openssl_verifies(tmp_path, host)
    assert good, said


@pytest.mark.needs("openssl")
@pytest.mark.parametrize("host", ["bank.example", "notx.com", "x.com.bank.example", "social"])
def test_a_leaf_for_any_other_host_is_refused(tmp_path: Path, host: str) -> None:
    ensure_authority(tmp_path, DOMAINS, NOW)
    good, said = openssl_verifies(tmp_path, host)
    assert not good
    assert "permitted subtree violation" in said


@pytest.mark.needs("openssl")
@pytest.mark.parametrize("address", ["192.0.2.1", "2001:db8::1"])
def test_a_leaf_for_an_address_is_refused(tmp_path: Path, address: str) -> None:
    ensure_authority(tmp_path, DOMAINS, NOW)
    good, said = openssl_verifies(
        tmp_path, "x.com", x509.DNSName("x.com"), x509.IPAddress(ipaddress.ip_address(address))
    )
    assert not good
    assert "excluded subtree violation" in said


@pytest.mark.needs("openssl")
def test_one_foreign_name_beside_a_listed_one_is_refused(tmp_path: Path) -> None:
    ensure_authority(tmp_path, DOMAINS, NOW)
    good, said = openssl_verifies(tmp_path, "x.com", x509.DNSName("x.com"), x509.DNSName("search.example"))
    assert not good
    assert "permitted subtree violation" in said


@pytest.mark.needs("openssl")
def test_mitmproxy_sends_the_intermediate_and_signs_with_it(tmp_path: Path) -> None:
    authority = ensure_authority(tmp_path, DOMAINS, NOW)
    store = CertStore.from_store(tmp_path, "mitmproxy", 2048)
    root = x509.load_pem_x509_certificate(authority.root_certificate.read_bytes())
    assert [certificate.to_cryptography() for certificate in store.default_chain_certs] == [
        store.default_ca.to_cryptography(),
        root,
    ]
    store.default_ca.to_cryptography().verify_directly_issued_by(root)


def test_the_intermediate_says_what_a_constrained_authority_must(tmp_path: Path) -> None:
    ensure_authority(tmp_path, DOMAINS, NOW)
    intermediate = x509.load_pem_x509_certificates((tmp_path / "mitmproxy-ca.pem").read_bytes())[0]
    constraints = intermediate.extensions.get_extension_for_class(x509.NameConstraints)
    assert constraints.critical
    assert constraints.value.permitted_subtrees == [
        x509.DNSName("bsky.social"),
        x509.DNSName("mstdn.example"),
        x509.DNSName("x.com"),
    ]
    assert constraints.value.excluded_subtrees == [
        x509.IPAddress(ipaddress.ip_network("0.0.0.0/0")),
        x509.IPAddress(ipaddress.ip_network("::/0")),
    ]
    assert intermediate.extensions.get_extension_for_class(x509.BasicConstraints).value.path_length == 0


def test_no_key_is_ever_readable_by_others(tmp_path: Path) -> None:
    ensure_authority(tmp_path, DOMAINS, NOW)
    for name in ("mitmproxy-ca.pem", "offline/root.key"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_the_root_is_handed_out_in_the_forms_that_devices_ask_for(tmp_path: Path) -> None:
    authority = ensure_authority(tmp_path, DOMAINS, NOW)
    root = x509.load_pem_x509_certificate(authority.root_certificate.read_bytes())
    assert x509.load_pem_x509_certificate((tmp_path / "gatepost-root.crt").read_bytes()) == root
    assert (tmp_path / "gatepost-root.cer").read_bytes() == root.public_bytes(Encoding.DER)


def test_a_second_start_changes_nothing(tmp_path: Path) -> None:
    first = ensure_authority(tmp_path, DOMAINS, NOW)
    before = (tmp_path / "mitmproxy-ca.pem").read_bytes()
    move_root_key_away(tmp_path)
    assert ensure_authority(tmp_path, DOMAINS, NOW + timedelta(days=1)) == first
    assert (tmp_path / "mitmproxy-ca.pem").read_bytes() == before


def test_covers_the_listed_domains_and_all_below_them_only(tmp_path: Path) -> None:
    authority = ensure_authority(tmp_path, DOMAINS, NOW)
    assert authority.covers("X.com.")
    assert authority.covers("*.x.com")
    assert authority.covers("deep.below.bsky.social")
    assert not authority.covers("notx.com")
    assert not authority.covers("com")


def test_a_new_platform_gets_a_new_intermediate_under_the_same_root(tmp_path: Path) -> None:
    root = ensure_authority(tmp_path, DOMAINS, NOW).root_certificate.read_bytes()
    authority = ensure_authority(tmp_path, [*DOMAINS, "reddit.example"], NOW)
    assert authority.covers("www.reddit.example")
    assert authority.root_certificate.read_bytes() == root


def test_a_new_platform_without_the_root_key_says_what_to_do(tmp_path: Path) -> None:
    folder = tmp_path / "ca"
    ensure_authority(folder, DOMAINS, NOW)
    safe = move_root_key_away(folder)
    with pytest.raises(AuthorityError, match=r"does not cover reddit\.example.*put it back at .*root\.key"):
        ensure_authority(folder, [*DOMAINS, "reddit.example"], NOW)
    safe.rename(folder / "offline/root.key")
    assert ensure_authority(folder, [*DOMAINS, "reddit.example"], NOW).covers("reddit.example")


def test_an_intermediate_that_ends_soon_is_renewed_while_the_root_key_is_there(tmp_path: Path) -> None:
    ensure_authority(tmp_path, DOMAINS, NOW)
    later = NOW + INTERMEDIATE_LIFETIME - RENEWAL + timedelta(days=1)
    assert ensure_authority(tmp_path, DOMAINS, later).expires > later + timedelta(days=300)


def test_without_the_root_key_an_intermediate_serves_until_it_ends(tmp_path: Path) -> None:
    folder = tmp_path / "ca"
    expires = ensure_authority(folder, DOMAINS, NOW).expires
    move_root_key_away(folder)
    assert ensure_authority(folder, DOMAINS, expires - timedelta(days=1)).expires == expires
    with pytest.raises(AuthorityError, match="ended on"):
        ensure_authority(folder, DOMAINS, expires + timedelta(days=1))


def test_an_intermediate_never_outlives_its_root(tmp_path: Path) -> None:
    ensure_authority(tmp_path, DOMAINS, NOW)
    late = NOW + ROOT_LIFETIME - timedelta(days=40)
    assert ensure_authority(tmp_path, DOMAINS, late).expires <= NOW + ROOT_LIFETIME
    with pytest.raises(AuthorityError, match="has ended"):
        ensure_authority(tmp_path, DOMAINS, NOW + ROOT_LIFETIME + timedelta(days=1))


def test_the_authority_of_another_mitmproxy_is_never_overwritten(tmp_path: Path) -> None:
    CertStore.create_store(tmp_path, "mitmproxy", 2048)
    before = (tmp_path / "mitmproxy-ca.pem").read_bytes()
    with pytest.raises(AuthorityError, match="choose another folder"):
        ensure_authority(tmp_path, DOMAINS, NOW)
    assert (tmp_path / "mitmproxy-ca.pem").read_bytes() == before


def test_an_intermediate_of_another_root_is_refused(tmp_path: Path) -> None:
    ensure_authority(tmp_path / "one", DOMAINS, NOW)
    ensure_authority(tmp_path / "other", DOMAINS, NOW)
    (tmp_path / "one/mitmproxy-ca.pem").replace(tmp_path / "other/mitmproxy-ca.pem")
    with pytest.raises(AuthorityError, match="was not issued by"):
        ensure_authority(tmp_path / "other", DOMAINS, NOW)


def test_the_key_of_another_root_is_refused(tmp_path: Path) -> None:
    ensure_authority(tmp_path / "one", DOMAINS, NOW)
    ensure_authority(tmp_path / "other", DOMAINS, NOW)
    (tmp_path / "one/offline/root.key").replace(tmp_path / "other/offline/root.key")
    with pytest.raises(AuthorityError, match="is not the key of"):
        ensure_authority(tmp_path / "other", [*DOMAINS, "reddit.example"], NOW)


@pytest.mark.parametrize("name", ["mitmproxy-ca.pem", "offline/root.key"])
def test_a_key_that_others_can_read_is_refused(tmp_path: Path, name: str) -> None:
    ensure_authority(tmp_path, DOMAINS, NOW)
    (tmp_path / name).chmod(0o644)
    with pytest.raises(AuthorityError, match="others can read"):
        ensure_authority(tmp_path, [*DOMAINS, "reddit.example"], NOW)


@pytest.mark.parametrize("name", ["mitmproxy-ca.pem", "gatepost-root.pem", "offline/root.key"])
def test_a_damaged_file_is_named(tmp_path: Path, name: str) -> None:
    ensure_authority(tmp_path, DOMAINS, NOW)
    (tmp_path / name).write_bytes(b"-----BEGIN NOTHING-----\n")
    with pytest.raises(AuthorityError, match=name):
        ensure_authority(tmp_path, [*DOMAINS, "reddit.example"], NOW)


def test_no_platform_means_no_authority(tmp_path: Path) -> None:
    with pytest.raises(AuthorityError, match="no platform"):
        ensure_authority(tmp_path, [], NOW)


def test_a_domain_beyond_ascii_is_constrained_in_its_encoded_form(tmp_path: Path) -> None:
    assert ensure_authority(tmp_path, ["médias.example"], NOW).domains == ("xn--mdias-bsa.example",)


def issue_by_own_root(folder: Path, *, constrained: bool = True) -> None:
    """What IT does that has an authority of its own: an RSA root, and an intermediate made elsewhere."""
    root_key, key = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
    root_name, name = (
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)]) for text in ("Agency Root", "Gateway")
    )

    def draft(subject: x509.Name, public_key: rsa.RSAPublicKey) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder(issuer_name=root_name, subject_name=subject, public_key=public_key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(NOW - timedelta(days=1))
            .not_valid_after(NOW + timedelta(days=300))
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
        )

    root = draft(root_name, root_key.public_key()).sign(root_key, SHA256())
    unsigned = draft(name, key.public_key())
    if constrained:
        unsigned = unsigned.add_extension(x509.NameConstraints([x509.DNSName("x.com")], None), critical=True)
    chain = unsigned.sign(root_key, SHA256()).public_bytes(Encoding.PEM) + root.public_bytes(Encoding.PEM)
    (folder / "gatepost-root.pem").write_bytes(root.public_bytes(Encoding.PEM))
    ours = folder / "mitmproxy-ca.pem"
    ours.touch(mode=0o600)
    ours.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + chain)


@pytest.mark.needs("openssl")
def test_an_intermediate_of_the_agencys_own_root_serves(tmp_path: Path) -> None:
    issue_by_own_root(tmp_path)
    assert ensure_authority(tmp_path, ["*.x.com"], NOW).domains == ("x.com",)
    good, said = openssl_verifies(tmp_path, "api.x.com", strict=False)
    assert good, said


def test_an_unconstrained_intermediate_is_refused(tmp_path: Path) -> None:
    issue_by_own_root(tmp_path, constrained=False)
    with pytest.raises(AuthorityError, match=r"does not cover x\.com"):
        ensure_authority(tmp_path, ["x.com"], NOW)


def test_every_file_is_in_the_page_about_keys(tmp_path: Path) -> None:
    ensure_authority(tmp_path, DOMAINS, NOW)
    page = (Path(__file__).parents[3] / "docs/keys.md").read_text("utf-8")
    assert all(name in page for name in ("offline/root.key", "mitmproxy-ca.pem", "gatepost-root.pem", ".crt", ".cer"))
    made = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert made - {".lock"} == {
        "offline/root.key",
        "mitmproxy-ca.pem",
        "gatepost-root.pem",
        "gatepost-root.crt",
        "gatepost-root.cer",
    }

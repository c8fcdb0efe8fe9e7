"""Proxy passwords: which files and headers are accepted, and what is remembered of a good one."""

import base64
from datetime import timedelta

import bcrypt
import pytest

from gatepost.errors import PolicyErrors
from gatepost.identity.passwords import VerifiedCache, parse_basic, parse_htpasswd, verify
from gatepost.testing import FakeClock


def hash_of(password: str) -> str:
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt(4)).decode()


def basic(text: str) -> str:
    return f"Basic {base64.b64encode(text.encode()).decode()}"


def test_a_file_gives_the_hash_of_each_name() -> None:
    one, other = hash_of("maple"), hash_of("birch").replace("$2b$", "$2y$")
    text = f"# made by hand\n\nada:{one}\nzoé:{other}\n"
    assert parse_htpasswd(text, file="users") == {"ada": one, "zoé": other}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("ada:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=", "SHA-1"),
        ("ada:$apr1$abcdefgh$0123456789012345678901", "MD5"),
        ("ada:$6$salt$hash", "SHA-512 crypt"),
        ("ada:secret", "crypt or plain text"),
        ("ada", "not `name:hash`"),
        (":x", "not `name:hash`"),
        ("ada:$2y$17$" + "a" * 53, "cost"),
        ("ada:$2y$03$" + "a" * 53, "cost"),
    ],
)
def test_a_line_that_is_not_good_bcrypt_is_refused_with_what_to_do(line: str, told: str) -> None:
    with pytest.raises(PolicyErrors) as raised:
        parse_htpasswd(f"# users\n{line}\n", file="users")
    (error,) = raised.value.errors
    assert error.line == 2
    assert told in error.message
    assert "htpasswd -B" in error.message
    assert "secret" not in error.message


def test_a_name_that_stands_twice_is_refused() -> None:
    with pytest.raises(PolicyErrors, match="users:2:1: error: 'ada' stands twice"):
        parse_htpasswd(f"ada:{hash_of('a')}\nada:{hash_of('b')}\n", file="users")


@pytest.mark.parametrize(
    ("header", "credential"),
    [
        (basic("ada:maple"), ("ada", "maple")),
        (basic("ada:ma:ple:"), ("ada", "ma:ple:")),
        (basic("zoé:érable"), ("zoé", "érable")),
        (basic("ada:"), ("ada", "")),
        (basic("ada:x").replace("Basic", "bAsIc"), ("ada", "x")),
        (basic(":x"), None),
        (basic("ada"), None),
        (basic("ada:x\0y"), None),
        (basic("ada:x\r\nb"), None),
        (basic("a" * 4000 + ":x"), None),
        ("Bearer abc", None),
        ("Basic", None),
        ("Basic %%%", None),
        ("Basic " + base64.b64encode(b"ada:\xff").decode(), None),
        ("", None),
    ],
)
def test_a_header_is_a_name_and_a_password_or_nothing(header: str, credential: tuple[str, str] | None) -> None:
    assert parse_basic(header) == credential


def test_only_the_right_password_of_a_known_name_is_good() -> None:
    entries = parse_htpasswd(f"ada:{hash_of('maple')}\n", file="users")
    assert verify("ada", "maple", entries)
    assert not verify("ada", "Maple", entries)
    assert not verify("eve", "maple", entries)
    assert not verify("ada", "maple", {})


def test_a_password_is_read_as_far_as_htpasswd_reads_it() -> None:
    entries = {"ada": hash_of("é" * 36)}
    assert verify("ada", "é" * 36 + "more", entries)


def test_an_unknown_name_costs_as_much_as_a_known_one(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[bytes] = []

    def checkpw(password: bytes, hashed: bytes) -> bool:
        compared.append(hashed)
        return True  # even if it matched by accident

    monkeypatch.setattr(bcrypt, "checkpw", checkpw)
    assert not verify("eve", "maple", {"ada": hash_of("maple")})
    assert compared[0].startswith(b"$2b$04$")
    assert len(compared[0]) == 60


class TestVerifiedCache:
    key = b"k" * 32

    def test_a_good_credential_is_remembered_for_its_lifetime(self) -> None:
        clock, cache = FakeClock(), VerifiedCache(self.key, lifetime=timedelta(minutes=5))
        cache.keep(basic("ada:maple"), "ada", clock.now())
        assert cache.name_of(basic("ada:maple"), clock.now()) == "ada"
        assert cache.name_of(basic("ada:birch"), clock.now()) is None
        clock.advance(timedelta(minutes=5))
        assert cache.name_of(basic("ada:maple"), clock.now()) is None

    def test_no_password_or_header_is_in_it(self) -> None:
        cache = VerifiedCache(self.key)
        cache.keep(basic("ada:maple"), "ada", FakeClock().now())
        held = repr(vars(cache))
        assert "maple" not in held
        assert basic("ada:maple").split()[1] not in held

    def test_another_process_knows_it_by_another_digest(self) -> None:
        one, other = VerifiedCache(b"1" * 32), VerifiedCache(b"2" * 32)
        for cache in (one, other):
            cache.keep("h", "ada", FakeClock().now())
        assert one._good.keys().isdisjoint(other._good.keys())

    def test_the_oldest_is_forgotten_when_there_are_too_many(self) -> None:
        now, cache = FakeClock().now(), VerifiedCache(self.key, capacity=2)
        for name in ("a", "b", "a", "c"):
            cache.keep(name, name, now)
        assert [cache.name_of(name, now) for name in ("a", "b", "c")] == ["a", None, "c"]

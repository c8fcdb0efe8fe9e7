from pathlib import Path

import pytest

from gatepost.errors import GatepostError
from gatepost.state.redis.address import Address, read_address


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("redis://state.example", Address(host="state.example")),
        ("valkey://state.example:7000/3", Address(host="state.example", port=7000, database=3)),
        ("redis://[2001:db8::1]:7000", Address(host="2001:db8::1", port=7000)),
        (
            "rediss://gate%40post:p%2Fw%3A1@state.example",
            Address(host="state.example", tls=True, user="gate@post", password="p/w:1"),
        ),
        (
            "valkeys://state.example/1?ca_file=/etc/ca.pem&cert_file=/c.pem&key_file=/k.pem",
            Address(
                host="state.example", database=1, tls=True, ca_file="/etc/ca.pem", cert_file="/c.pem", key_file="/k.pem"
            ),
        ),
    ],
)
def test_what_a_url_says(url: str, address: Address):
    assert read_address(url) == address


def test_a_password_is_read_from_a_file_without_its_line_end(tmp_path: Path):
    file = tmp_path / "password"
    file.write_text("pass word\n")
    assert read_address(f"redis://gatepost@state.example?password_file={file}").password == "pass word"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("redis://", "no host"),
        ("redis://:secret@", "no host"),
        ("redis://:secret@state.example:port", "no URL"),
        ("redis://:secret@state.example/first", "no URL"),
        ("redis://:secret@[::1", "no URL"),
        ("redis://:secret@state.example?ssl_cert_reqs=none", "'ssl_cert_reqs'"),
        ("redis://:secret@state.example?ca_file=/etc/ca.pem", "ca_file"),
        ("redis://:secret@state.example?password_file=/dev/null", "another"),
        ("redis://state.example?password_file=/nowhere/secret", "password file"),
        ("redis://:secret@state.example?x", "no URL"),
    ],
)
def test_what_is_wrong_with_a_url_is_said_without_its_secrets(url: str, said: str):
    with pytest.raises(GatepostError, match=said) as wrong:
        read_address(url)
    assert "secret" not in str(wrong.value)


def test_an_address_shows_no_password():
    address = read_address("rediss://gatepost:secret@state.example:7000/2")
    assert "secret" not in f"{address} {address!r}"
    assert str(address) == "state.example:7000/2"

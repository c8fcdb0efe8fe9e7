"""One place has one address, however it is written."""

import pytest

from gatepost.platforms.address import normal_host, parse_address


@pytest.mark.parametrize(
    "url",
    [
        "https://x.com/2/tweets",
        "https://X.com/2/Tweets/",
        "https://x.com:443/2//tweets",
        "https://x.com./2/./tweets?x=1#y",
        "https://someone@x.com/2/tweets",
        "https://x.com/a/../2/tweets",
        "https://x.com/%32/tw%65ets",
        "https://x.com/a/%2e%2e/2/tweets",
        "x.com/2/tweets",
    ],
)
def test_spellings_of_one_address_are_one(url: str) -> None:
    address = parse_address(url)
    assert (address.host, address.folded) == ("x.com", ("2", "tweets"))


def test_a_path_keeps_its_case_and_is_decoded_once() -> None:
    address = parse_address("https://x.com/Ab%2525/c%2Fd?q=%20#f")
    assert (address.path, address.query) == (("Ab%25", "c/d"), "q=%20")


def test_a_path_cannot_climb_above_its_root() -> None:
    assert parse_address("https://x.com/../../a").path == ("a",)


@pytest.mark.parametrize("url", ["", "://", "https://", "https://[::1", "https://x.com", "https://x.com/", "\x00", "%"])
def test_hostile_urls_are_addresses_too(url: str) -> None:
    assert isinstance(parse_address(url).path, tuple)


@pytest.mark.parametrize(
    ("authority", "host"), [("A.example:8443", "a.example"), ("[::1]:443", "[::1]"), ("a:b", "a:b")]
)
def test_a_host_has_no_port(authority: str, host: str) -> None:
    assert normal_host(authority) == host

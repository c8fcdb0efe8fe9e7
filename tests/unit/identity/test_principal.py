"""Who is at the client: which evidence is believed, in which order, and what an unknown person is."""

import base64
from typing import Any

import pytest

from gatepost.identity.config import IdentityConfig
from gatepost.identity.directory import Directory, load_directory
from gatepost.identity.principal import (
    Evidence,
    admits,
    headers_to_strip,
    is_unknown,
    resolve,
    trusts_basic_user,
)
from gatepost.model import Principal, Source

DIRECTORY = load_directory(
    "id,login,groups,division,language\n"
    "emp-1,ada,employees,Prices,fr\n"
    "emp-2,bo,employees|managers,Labour,en\n"
    "emp-3,cy,employees,Census,en\n",
    file="directory.csv",
)
CONFIG = IdentityConfig.model_validate(
    {
        "trusted_upstream": [
            {"address": "10.0.8.4/32", "header": "X-Authenticated-User"},
            {"address": "2001:db8::8/128", "basic_user": True},
        ],
        "network": [
            {"cidr": "10.20.0.0/16", "groups": ["employees"], "division": "Regions"},
            {"cidr": "10.20.4.17/32", "principal": "emp-3"},
            {"cidr": "10.20.4.18/32", "principal": "emp-99"},
        ],
        "unknown": {"groups": ["guests"], "division": "Visitors"},
    }
)


def who(config: IdentityConfig = CONFIG, **evidence: Any) -> Principal:
    return resolve(config, DIRECTORY, Evidence(**{"peer": "192.0.2.9"} | evidence))


def header(value: str, name: str = "x-authenticated-user") -> tuple[tuple[str, str], ...]:
    return ((name, value),)


def basic(name: str) -> tuple[tuple[str, str], ...]:
    return header(f"Basic {base64.b64encode(f'{name}:x'.encode()).decode()}", "proxy-authorization")


@pytest.mark.parametrize(
    ("evidence", "id_", "source"),
    [
        ({"login": "ada"}, "emp-1", Source.PROXY_AUTH),
        ({"certificate": "ada@AGENCY.EXAMPLE"}, "emp-1", Source.CERTIFICATE),
        ({"peer": "10.0.8.4", "headers": header(r"AGENCY\ada")}, "emp-1", Source.UPSTREAM),
        ({"peer": "2001:db8::8", "headers": basic("ada")}, "emp-1", Source.UPSTREAM),
        ({"peer": "10.20.4.17"}, "emp-3", Source.NETWORK),
        ({"peer": "::ffff:10.20.4.17"}, "emp-3", Source.NETWORK),
    ],
)
def test_each_kind_of_evidence_names_a_person(evidence: dict[str, Any], id_: str, source: Source) -> None:
    principal = who(**evidence)
    assert (principal.id, principal.source) == (id_, source)


def test_a_person_has_what_the_directory_says_of_them() -> None:
    assert who(login="ada") == Principal(
        id="emp-1", groups=frozenset({"employees"}), division="Prices", language="fr", source=Source.PROXY_AUTH
    )


def test_the_strongest_evidence_decides() -> None:
    all_of_it: dict[str, Any] = {"login": "ada", "certificate": "bo", "peer": "10.0.8.4", "headers": header("cy")}
    assert who(**all_of_it).id == "emp-1"
    assert who(**all_of_it | {"login": ""}).id == "emp-2"
    assert who(**all_of_it | {"login": "", "certificate": ""}).id == "emp-3"


def test_a_weaker_one_adds_nothing_to_someone_who_is_not_in_the_directory() -> None:
    principal = who(login="stranger", peer="10.20.4.17")
    assert is_unknown(principal)
    assert principal.source is Source.PROXY_AUTH
    assert principal.division == "Visitors"


@pytest.mark.parametrize("peer", ["192.0.2.9", "10.0.8.5", "::1", "", "not an address"])
def test_a_header_from_anyone_else_is_not_evidence(peer: str) -> None:
    assert is_unknown(who(peer=peer, headers=(*header("ada"), *basic("ada"))))


def test_a_header_that_stands_twice_names_nobody() -> None:
    assert is_unknown(who(peer="10.0.8.4", headers=header("ada") + header("bo")))


def test_each_upstream_is_believed_in_its_own_way_only() -> None:
    assert is_unknown(who(peer="10.0.8.4", headers=basic("ada")))
    assert is_unknown(who(peer="2001:db8::8", headers=header("ada")))


@pytest.mark.parametrize("value", ["", "  ", "a" * 300, "ada\x00"])
def test_a_header_that_is_no_login_names_nobody(value: str) -> None:
    assert who(peer="10.0.8.4", headers=header(value)).source is Source.UNKNOWN


def test_an_address_range_may_say_groups_and_division_only() -> None:
    principal = who(peer="10.20.1.1")
    assert is_unknown(principal)
    assert (principal.groups, principal.division) == (frozenset({"employees"}), "Regions")
    assert principal.source is Source.NETWORK


def test_two_unknown_people_are_two() -> None:
    assert who(login="stranger").id != who(login="other").id
    assert who(peer="192.0.2.9").id != who(peer="192.0.2.10").id
    assert who(peer="10.20.1.1").id != who(peer="10.20.1.2").id


def test_an_unknown_person_stays_the_same() -> None:
    assert who(login="Stranger").id == who(login="stranger", peer="192.0.2.77").id
    assert who(peer="2001:db8:1:2::3").id == who(peer="2001:db8:1:2:aaaa::4").id
    assert who(peer="2001:db8:1:2::3").id != who(peer="2001:db8:1:3::3").id


def test_an_unknown_person_is_not_told_by_name_or_address() -> None:
    assert "stranger" not in who(login="stranger").id
    assert "192.0.2.9" not in who().id


def test_an_id_that_the_directory_does_not_have_is_nobody() -> None:
    assert is_unknown(who(peer="10.20.4.18"))


def test_without_a_directory_everyone_is_unknown() -> None:
    assert is_unknown(resolve(CONFIG, Directory(), Evidence(peer="10.20.4.17", login="ada")))


def test_headers_that_name_people_never_go_on() -> None:
    assert headers_to_strip(CONFIG) == {"proxy-authorization", "x-authenticated-user"}
    assert headers_to_strip(IdentityConfig()) == {"proxy-authorization"}


def test_only_the_named_upstream_sends_basic_users_unchecked() -> None:
    assert trusts_basic_user(CONFIG, "2001:db8::8")
    assert not trusts_basic_user(CONFIG, "10.0.8.4")
    assert not trusts_basic_user(CONFIG, "192.0.2.9")


@pytest.mark.parametrize(
    ("evidence", "admitted"),
    [
        ({"login": "ada"}, True),
        ({"login": "stranger"}, True),  # they proved who they are; the directory lags behind
        ({"peer": "10.20.4.17"}, True),
        ({"peer": "10.20.1.1"}, False),
        ({}, False),
    ],
)
@pytest.mark.parametrize("closed", [{"proxy_auth": {"htpasswd": "users"}}, {"unknown": {"admit": False}}])
def test_a_guarded_gateway_admits_who_proves_to_be_someone(
    evidence: dict[str, Any], admitted: bool, closed: dict[str, Any]
) -> None:
    config = IdentityConfig.model_validate(CONFIG.model_dump() | closed)
    assert admits(config, who(config, **evidence)) is admitted
    assert admits(CONFIG, who(**evidence))

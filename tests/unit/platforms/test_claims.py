"""Hosts belong to one definition; nearer names win."""

from gatepost.platforms.claims import NOBODY, Claims
from gatepost.platforms.spec import Hosts, PlatformSpec


def spec(name: str, *hosts: str, shared: tuple[str, ...] = (), alone: tuple[str, ...] = ()) -> PlatformSpec:
    given = {"platform": name, "title": name, "version": "1", "refusals": {"default": {"body": {}}}, "endpoints": []}
    return PlatformSpec.model_validate({**given, "hosts": hosts, "shared_hosts": shared, "leave_alone": alone})


def claims(*specs: PlatformSpec, hosts: Hosts | None = None) -> Claims:
    return Claims.of({one.platform: one for one in specs}, hosts or Hosts())


def test_an_exact_name_goes_before_a_wildcard_and_a_near_one_before_a_far_one() -> None:
    found = claims(spec("far", "*.a.example"), spec("near", "*.b.a.example"), spec("exact", "c.b.a.example"))
    assert found.find("x.a.example").owner == "far"
    assert found.find("x.b.a.example").owner == "near"
    assert found.find("c.b.a.example").owner == "exact"


def test_a_shared_host_knows_its_owner_through_a_wildcard() -> None:
    found = claims(spec("owner", "*.a.example"), spec("guest", "g.example", shared=("api.a.example",)))
    assert found.find("api.a.example").platforms == ("owner", "guest")
    assert claims(spec("guest", shared=("api.a.example",))).find("api.a.example").platforms == ("guest",)


def test_what_is_left_alone_belongs_to_nobody() -> None:
    found = claims(spec("a", "*.a.example", alone=("cdn.a.example", "*.img.a.example")))
    assert found.find("cdn.a.example") is NOBODY
    assert found.find("x.img.a.example") is NOBODY
    assert found.find("www.a.example").owner == "a"


def test_an_agencys_own_hosts_belong_to_the_platform_it_names() -> None:
    hosts = Hosts.model_validate({"a": ["own.example"], "never_inspect": {"hosts": ["never.own.example"]}})
    found = claims(spec("a"), hosts=hosts)
    assert found.find("own.example").owner == "a"
    assert found.find("never.own.example") is NOBODY
    assert "never.own.example" in found.never

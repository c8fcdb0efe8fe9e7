"""The shape of a definition: what may be written, and how."""

import pytest
from pydantic import ValidationError

from gatepost.platforms.address import parse_address
from gatepost.platforms.paths import Context
from gatepost.platforms.spec import Condition, Endpoint, Hosts, Ignore, Verdict
from gatepost.platforms.tree import Several


def judged(wanted: object, unit: object) -> Verdict:
    return Condition.of("a", wanted).judge(Context(address=parse_address(""), unit=unit))


@pytest.mark.parametrize(
    ("wanted", "unit", "verdict"),
    [
        ("present", {"a": 1}, Verdict.YES),
        ("present", {"a": 0}, Verdict.YES),
        ("present", {"a": False}, Verdict.YES),
        ("present", {"a": None}, Verdict.NO),
        ("present", {"a": []}, Verdict.NO),
        ("present", {}, Verdict.NO),
        ("present", {"a": Several((None, 1))}, Verdict.SOME),
        ("absent", {}, Verdict.YES),
        ("absent", {"a": ""}, Verdict.YES),
        ("absent", {"a": "x"}, Verdict.NO),
        ("absent", {"a": Several((None, 1))}, Verdict.SOME),
        ("x", {"a": "x"}, Verdict.YES),
        ("x", {"a": "y"}, Verdict.NO),
        ("x", {}, Verdict.NO),
        ("x", {"a": Several(("x", "y"))}, Verdict.SOME),
        (["x", 3], {"a": 3}, Verdict.YES),
        (3, {"a": "3"}, Verdict.YES),
        (True, {"a": True}, Verdict.YES),
        (False, {"a": "false"}, Verdict.YES),
    ],
)
def test_a_condition_holds_of_no_some_or_all_readings(wanted: object, unit: object, verdict: Verdict) -> None:
    assert judged(wanted, unit) is verdict


@pytest.mark.parametrize("wanted", [[], {}, 1.5, None, [None]])
def test_a_condition_has_a_value(wanted: object) -> None:
    with pytest.raises(ValueError, match="write present, absent"):
        Condition.of("a", wanted)


@pytest.mark.parametrize("path", ["/", "/a", "/a/{}", "/v{}/a", "/a{}b/c", "/a/**", "/**", "/a.json"])
def test_paths_may_have_holes(path: str) -> None:
    assert Ignore(name="a", path=(path,)).path == (path,)


@pytest.mark.parametrize("path", ["", "a", "/{}{}", "/{a}", "/a*", "/**/a", "/a b", "https://a/b"])
def test_other_paths_are_refused(path: str) -> None:
    with pytest.raises(ValidationError):
        Ignore(name="a", path=(path,))


@pytest.mark.parametrize("host", ["*", "*.", "a", "A.example", "https://a.example", "a.example:443", "a.*.example", ""])
def test_hosts_are_names(host: str) -> None:
    with pytest.raises(ValidationError):
        Ignore(name="a", hosts=(host,))


def test_one_thing_stands_for_a_list_of_one() -> None:
    endpoint = Endpoint.model_validate({"name": "a", "activity": "post", "path": "/a", "method": "PUT", "text": "x"})
    assert (endpoint.path, endpoint.method, endpoint.text[0].text) == (("/a",), ("PUT",), "x")


def test_hosts_of_platforms_stand_beside_what_is_never_inspected() -> None:
    hosts = Hosts.model_validate({"chirp": "a.example", "prohibited": ["x"]})
    assert (hosts.platforms, hosts.prohibited) == ({"chirp": ("a.example",)}, ("x",))
    with pytest.raises(ValidationError):
        Hosts.model_validate({"chirp": ["not a host"]})

"""Paths find their owners through a tree, in the definition's order."""

import pytest

from gatepost.platforms.address import parse_address
from gatepost.platforms.routes import Routes
from gatepost.platforms.spec import Ignore


def entry(name: str, *paths: str, **given: object) -> Ignore:
    return Ignore.model_validate({"name": name, "path": list(paths), **given})


ROUTES = Routes(
    [
        entry("exact", "/a/b"),
        entry("hole", "/a/{}"),
        entry("shaped", "/v{}/a", "/{}.json"),
        entry("below", "/files/**"),
        entry("one-host", "/a/b", hosts=["www.example"]),
        entry("put", "/a/b", method="PUT"),
        entry("root", "/"),
    ]
)


def found(path: str, method: str | None = "POST", host: str = "x.example") -> list[str]:
    return [route.owner.name for route in ROUTES.find(method, parse_address(f"https://{host}{path}"))]


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/a/b", ["exact", "hole"]),
        ("/A/B/", ["exact", "hole"]),
        ("/a/c", ["hole"]),
        ("/a/b/c", []),
        ("/v9/a", ["shaped"]),
        ("/v/a", []),
        ("/x.json", ["shaped"]),
        ("/.json", []),
        ("/files", ["below"]),
        ("/files/a/b/c", ["below"]),
        ("/", ["root"]),
        ("", ["root"]),
    ],
)
def test_a_path_has_its_owners(path: str, names: list[str]) -> None:
    assert found(path) == names


def test_method_and_host_narrow_the_owners() -> None:
    assert found("/a/b", host="www.example") == ["exact", "hole", "one-host"]
    assert found("/a/b", "PUT") == ["put"]
    assert found("/a/b", None) == ["exact", "hole", "put"]
    assert ROUTES.methods == {"POST", "PUT"}


def test_captures_are_what_stood_in_the_holes() -> None:
    routes = Routes([entry("a", "/v{}/Users/{}/x{}y")])
    address = parse_address("https://x.example/V2/users/AnnE/XabY")
    assert routes.find("POST", address)[0].captures(address) == ("2", "AnnE", "ab")

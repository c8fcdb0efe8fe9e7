"""Definitions are loaded whole or not at all, with every mistake told at its place."""

import pytest

from gatepost.errors import PolicyErrors
from gatepost.platforms import load_platforms
from tests.unit.platforms.definitions import CHIRP, TRILL, platforms

GOOD = """platform: a
title: A
version: "1"
hosts: [a.example]
refusals: {default: {body: {}}}
endpoints:
  - {name: post, activity: post, path: /p, text: text}
"""


def mistakes(files: dict[str, str], hosts: str | None = None) -> list[str]:
    with pytest.raises(PolicyErrors) as caught:
        load_platforms(files, None if hosts is None else ("hosts.yaml", hosts))
    return [f"{error.file}:{error.line}: {error.message}" for error in caught.value.errors]


def test_definitions_become_platforms() -> None:
    assert set(platforms().specs) == {"chirp", "trill"}
    assert load_platforms({"policy/platforms/a.yaml": GOOD}).specs["a"].title == "A"


def test_an_endpoint_like_another_is_that_one_with_changes() -> None:
    chirp = platforms().specs["chirp"]
    post, edit = chirp.endpoint("post"), chirp.endpoint("edit")
    assert post is not None
    assert edit is not None
    assert (edit.text, edit.activity, edit.path) == (post.text, "edit", ("/v1/posts/{}",))
    assert chirp.endpoint("say") is not None
    assert chirp.endpoint("none") is None


@pytest.mark.parametrize(
    ("addition", "told"),
    [
        ("  - {name: b, like: post2, activity: post}", "a.yaml:8: no entry `post2` stands before this one"),
        ("  - {name: post, activity: post, path: /b}", "a.yaml:8: `post` is taken: give every entry its own name"),
        ("  - {name: other, activity: post, path: /b}", "a.yaml:8: `other` is taken: give every entry its own name"),
        (
            "  - {name: b, activity: upload, path: /b, pieces: {number: n}}",
            "a.yaml:8: add `media`: which upload the pieces belong to",
        ),
        (
            "  - {name: b, activity: upload, path: /b, media: m, pieces: {total: n}}",
            "a.yaml:8: add `number` or `offset`: where in the file a piece belongs",
        ),
        (
            "  - {name: b, activity: upload, path: /b, sends_to: {media: m, each: e}}",
            "a.yaml:8: add `whole`, or `each` and in it `address`",
        ),
        ("  - {name: b, activity: post}", "a.yaml:8: add `path`, or `transport` and `operation`"),
        ("  - {name: b, activity: post, path: /b, refusal: r}", "a.yaml:8: `r` is not under `refusals`"),
        ("  - {name: b, activity: post, transport: t, operation: O}", "a.yaml:8: `t` is not under `transports`"),
        ("  - {name: b, activity: post, path: /b, operation: O}", "a.yaml:8: `operation` needs `transport`"),
        (
            "  - {name: b, activity: post, path: /b, hosts: b.example}",
            "a.yaml:8: add `b.example` to `hosts` of the platform too",
        ),
        ("  - {name: b, activity: pots, path: /b}", "a.yaml:8: `pots` is not known here"),
        ("  - {name: b, activity: post, path: /b, texts: x}", "a.yaml:8: unknown key `texts`; did you mean `text`?"),
        ("  - {name: b, activity: post, path: /b, text: 'a |x'}", "a.yaml:8: `a |x` cannot be read from"),
        ("ignore: [{name: i}]", "a.yaml:8: add `path`"),
        (
            "ignore: [{name: i, path: /i, when: {body: x}}]",
            "a.yaml:8: only q:, path:, header: and cookie: are known here",
        ),
        ("transports: [{name: t, path: /t, operation: o}]", ""),
        ("hosts: [b.example]", "a.yaml:8: `hosts` is already given on line 4: keep one of the two"),
    ],
)
def test_a_mistake_is_told_where_it_stands(addition: str, told: str) -> None:
    files = {"a.yaml": GOOD + addition + "\n"}
    if told:
        assert any(line.startswith(told) for line in mistakes(files)), mistakes(files)
    else:
        assert load_platforms(files)


def test_a_transport_endpoint_has_an_operation_and_no_path() -> None:
    text = (
        GOOD
        + "  - {name: b, activity: post, transport: t, path: /b}\ntransports: [{name: t, path: /t, operation: o}]\n"
    )
    assert mistakes({"a.yaml": text}) == ["a.yaml:8: an endpoint of a transport has `operation` and no `path`"]


def test_all_mistakes_of_all_files_are_told_at_once() -> None:
    wrong = GOOD.replace("activity: post", "activity: nope").replace("platform: a", "platform: b")
    assert (
        len(mistakes({"a.yaml": wrong, "c.yaml": "[", "d.yaml": "just words", "b.yaml": GOOD}, "nobody: [x.example]\n"))
        >= 5
    )


def test_a_file_is_named_as_its_platform() -> None:
    assert mistakes({"b.yaml": GOOD}) == ["b.yaml:1: name the file a.yaml, or this platform as the file"]


def test_a_default_refusal_is_required() -> None:
    text = GOOD.replace("default:", "usual:")
    assert mistakes({"a.yaml": text}) == ["a.yaml:5: add `default`: the refusal where an endpoint names no other"]


def test_a_platform_is_defined_once() -> None:
    assert mistakes({"x/a.yaml": GOOD, "y/a.yaml": GOOD}) == ["y/a.yaml:1: `a` is already defined in x/a.yaml"]


def test_a_host_belongs_to_one_definition() -> None:
    twin = GOOD.replace("platform: a", "platform: b")
    assert mistakes({"a.yaml": GOOD, "b.yaml": twin}) == [
        "b.yaml:4: `a.example` belongs to a: write it under `shared_hosts` here"
    ]


@pytest.mark.parametrize("pattern", ["www.a.example", '"*.a.example"'])
def test_a_host_of_a_definition_cannot_be_left_alone(pattern: str) -> None:
    owner = GOOD.replace("hosts: [a.example]", "hosts: [www.a.example]")
    other = GOOD.replace("platform: a", "platform: b").replace("hosts: [a.example]", f"leave_alone: [{pattern}]")
    assert mistakes({"a.yaml": owner, "b.yaml": other}) == [
        "b.yaml:4: `www.a.example` belongs to a: it cannot be left alone"
    ]


@pytest.mark.parametrize(
    ("hosts", "told"),
    [
        ("chrip: [a.example]\n", "hosts.yaml:1: no definition of a platform `chrip`: known are chirp, trill"),
        ("prohibited: [gone]\n", "hosts.yaml:1: no definition of a platform `gone`: known are chirp, trill"),
        (
            "never_inspect:\n  targets: [{platform: gone, id: x}]\n",
            "hosts.yaml:2: no definition of a platform `gone`: known are chirp, trill",
        ),
        ("never_inspect: {host: [a.example]}\n", "hosts.yaml:1: unknown key `host`; did you mean `hosts`?"),
        ("chirp: [not a host]\n", "hosts.yaml:1: `not a host`: write a lower-case host name"),
        ("- a\n", "hosts.yaml:1: write a mapping"),
    ],
)
def test_a_wrong_list_of_hosts_is_told(hosts: str, told: str) -> None:
    found = mistakes({"chirp.yaml": CHIRP, "trill.yaml": TRILL}, hosts)
    assert any(line.startswith(told) for line in found), found


def test_without_a_list_of_hosts_the_definitions_stand_alone() -> None:
    alone = load_platforms({"chirp.yaml": CHIRP, "trill.yaml": TRILL})
    assert not alone.listed("my.server.example")

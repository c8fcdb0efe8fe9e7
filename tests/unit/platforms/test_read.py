"""A request becomes the post that it is on its platform, whatever its body looks like."""

import base64
import json

import pytest

from gatepost.model import Account, Activity, Audience, Role
from gatepost.platforms import learn, read, read_frame, refusal_of, session_secret
from gatepost.platforms.read import DEFAULT_REFUSAL
from gatepost.testing import a_post, a_request
from tests.unit.platforms.definitions import a_read_post, platforms, post_of, request, said

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 8


def test_a_post_has_everything_that_its_definition_names() -> None:
    post = a_read_post(
        headers={"cookie": "me=u%2D1; session=s", "x-handle": "@canalfan"},
        json={
            "text": "Lovely fog",
            "title": "Morning",
            "poll": {"options": ["Yes", "No"]},
            "images": [{"id": "77", "alt": "A canal"}, {"id": 78, "alt": None}],
            "group": "g-1",
            "visibility": "club",
        },
    )
    assert (post.platform, post.endpoint, post.activity) == ("chirp", "post", Activity.POST)
    assert post.account == Account(platform="chirp", id="u-1", handle="@canalfan")
    assert said(post) == {
        "text": "Lovely fog",
        "text[1]": "Yes",
        "text[2]": "No",
        "title": "Morning",
        "alt[0]": "A canal",
    }
    assert [part.role for part in post.parts][-2:] == [Role.TITLE, Role.ALT_TEXT]
    assert (post.media, post.target, post.audience, post.problem) == (("77", "78"), "g-1", Audience.GROUP, "")
    assert (post.id, post.principal.id, post.professional) == ("r-1", "emp-104", False)


def test_the_same_post_as_json_form_and_multipart_is_the_same_post() -> None:
    fields = [("text", "Lovely fog"), ("title", "Morning"), ("poll[options][]", "Yes"), ("poll[options][]", "No")]
    fields += [("media[]", "77"), ("media[]", "78"), ("group", "g-1"), ("answer_to", "5")]
    as_json = {"text": "Lovely fog", "title": "Morning", "poll": {"options": ["Yes", "No"]}, "media": ["77", "78"]}
    posts = {
        a_read_post(json={**as_json, "group": "g-1", "answer_to": "5"}),
        a_read_post(form=[list(field) for field in fields]),
        a_read_post(multipart=[{"name": name, "text": text} for name, text in fields]),
        a_read_post(body=json.dumps({**as_json, "group": "g-1", "answer_to": 5})),
    }
    assert len(posts) == 1


def test_a_post_that_answers_something_is_a_reply() -> None:
    post = a_read_post(json={"text": "Yes", "answer_to": 5})
    assert (post.activity, post.reply_to) == (Activity.REPLY, "5")


def test_conditions_choose_between_endpoints() -> None:
    post = a_read_post(json={"text": "hello", "visibility": "direct", "to": "u-2"})
    assert (post.endpoint, post.activity, post.audience, post.target) == (
        "whisper",
        Activity.MESSAGE,
        Audience.DIRECT,
        "u-2",
    )


def test_where_readings_differ_all_are_judged_and_the_more_serious_counts() -> None:
    post = a_read_post(body='{"text": "a", "text": "b", "visibility": "direct", "visibility": "all"}')
    assert (post.activity, post.audience) == (Activity.POST, Audience.PUBLIC)
    assert said(post) == {"text": "a", "text[1]": "b"}


def test_a_path_says_who_it_is_for() -> None:
    assert a_read_post("/v2/users/Ann/posts", json={"text": "x"}).target == "Ann"


@pytest.mark.parametrize(
    "body",
    [
        {"operationName": "FeedQuery"},
        {"operationName": "Ping"},
        [{"operationName": "FeedQuery"}, {"operationName": "Ping"}],
    ],
)
def test_operations_that_only_read_are_nobodys_business(body: object) -> None:
    assert post_of("/graphql", json=body) is None


def test_a_hidden_second_operation_is_read_too() -> None:
    post = a_read_post(
        "/graphql",
        json=[
            {"operationName": "FeedQuery"},
            {"operationName": "DeletePost", "variables": {"text": "gone"}},
            {"operationName": "EditPost", "variables": {"text": "changed"}},
            {"operationName": "PublishNow", "variables": {"text": "new", "actor": "u-9"}},
        ],
    )
    assert (post.endpoint, post.activity) == ("gql-post", Activity.POST)
    assert said(post) == {"text": "changed", "text[1]": "new"}
    assert post.account == Account(platform="chirp", id="u-9")


def test_an_unknown_operation_is_an_other_with_all_its_strings() -> None:
    post = a_read_post("/graphql", json={"operationName": "DoMutation", "variables": {"x": {"y": "words"}}})
    assert (post.endpoint, post.activity) == ("other", Activity.OTHER)
    assert list(said(post).values()) == ["DoMutation", "words"]
    assert a_read_post("/graphql", json={"variables": {"x": "no name"}}).activity is Activity.OTHER


def test_the_body_names_the_operation_before_a_header_does() -> None:
    lying = {"x-operation": "FeedQuery"}
    assert a_read_post("/graphql", headers=lying, json={"operationName": "EditPost"}).activity is Activity.EDIT
    assert post_of("/graphql", headers=lying, json={"variables": {}}) is None
    post = a_read_post("/graphql", headers=lying, body='{"operationName": "FeedQuery", "operationName": "EditPost"}')
    assert post.activity is Activity.EDIT


def test_each_element_that_a_root_names_is_a_unit() -> None:
    assert said(a_read_post("/v1/batch", json={"items": [{"text": "a"}, {"text": "b"}]})) == {
        "text": "a",
        "text[1]": "b",
    }
    assert said(a_read_post("/v1/batch", json={"text": "alone"})) == {"text": "alone"}


def test_a_signed_form_is_read_inside() -> None:
    assert said(a_read_post("/signed", form={"signed_body": 'SIG.{"caption": "hello"}'})) == {"text": "hello"}


def test_an_upload_is_an_attachment_by_its_first_bytes() -> None:
    post = a_read_post("/files/a.txt", headers={"content-type": "*/*"}, base64=base64.b64encode(PNG).decode())
    (part,) = post.parts
    assert (part.name, part.role, part.media_type, part.data) == ("media[0]", Role.ATTACHMENT, "image/png", PNG)


def test_files_come_as_parts_as_values_and_inline() -> None:
    coded = base64.b64encode(PNG).decode()
    by_part = [
        {"name": "f", "filename": "a.csv", "type": "text/csv", "text": "a,b"},
        {"name": "alt", "text": "A table"},
    ]
    post = a_read_post("/v1/attach", multipart=by_part)
    assert [(part.name, part.media_type, part.filename) for part in post.parts] == [
        ("alt[0]", "text/plain", ""),
        ("media[0]", "text/csv", "a.csv"),
    ]
    assert a_read_post("/v1/attach", form={"data": coded}).parts[0].data == PNG
    inline = a_read_post(json={"text": "x", "avatar": f"data:image/png;base64,{coded}"})
    assert [part.data for part in inline.parts] == [b"x", PNG]
    escaped = a_read_post(body='{"text": "x", "avatar": "\\u0064ata:image/png;base64,' + coded + '"}')
    assert escaped.parts[1].data == PNG


def test_a_protocol_buffer_is_read_by_its_fields() -> None:
    message = {"8": {"1": "room-1!", "100": {"4": '{"text": "hi"}'}}}
    post = a_read_post("/wire", protobuf=message)
    assert post.target == "room-1!"
    assert post.problem == ""


def test_what_is_encrypted_end_to_end_says_so_and_has_no_parts() -> None:
    post = a_read_post("/e2e", json={"to": "u-2", "blob": "AAAA"})
    assert (post.problem, post.parts, post.target) == ("end-to-end", (), "u-2")
    assert a_read_post("/ws", method="GET", at="ws.chirp.example").problem == "end-to-end"


def test_undoing_is_recognised_and_never_has_a_problem() -> None:
    post = a_read_post("/v1/posts/9", method="DELETE", body="{broken", headers={"content-type": "application/json"})
    assert (post.activity, post.parts, post.problem) == (Activity.DELETE, (), "")


@pytest.mark.parametrize("path", ["/v1/posts", "/unheard"])
def test_a_broken_body_is_still_read_and_says_so(path: str) -> None:
    post = a_read_post(path, body='{"text": "PROTECTED B', headers={"content-type": "application/json"})
    assert post.problem == "corrupt"
    assert "PROTECTED B" in said(post)["text"]


def test_a_cut_body_is_too_large_whatever_else_it_is() -> None:
    assert a_read_post(body='{"text": "a', changes={"truncated": True}).problem == "too-large"
    assert a_read_post(json={"text": "a"}, changes={"truncated": True}).problem == "too-large"


def test_bytes_of_no_known_kind_are_an_attachment() -> None:
    post = a_read_post("/unheard", base64=base64.b64encode(b"\0\1\2\xff").decode())
    assert (post.problem, post.parts[0].media_type) == ("unknown-format", "application/octet-stream")


def test_too_many_values_are_told_and_still_read() -> None:
    post = a_read_post("/unheard", json=["word"] * 100_001)
    assert post.problem == "too-large"
    assert "word" in said(post)["text"]
    batch = a_read_post("/v1/batch", json={"items": [{"text": "a"}] * 3000})
    assert batch.problem == "too-large"
    assert '"text": "a"' in said(batch)["text"]


def test_many_texts_are_put_together_at_the_end() -> None:
    post = a_read_post("/unheard", json=[f"word {number}" for number in range(300)])
    assert len(post.parts) == 200
    assert post.parts[-1].data.decode().splitlines()[-1] == "word 299"


def test_an_other_without_a_body_is_read_from_its_query() -> None:
    assert said(a_read_post("/unheard?note=hello+there&n=1")) == {"text": "hello there", "text[1]": "1"}


def test_an_empty_write_is_a_post_without_parts() -> None:
    post = a_read_post("/v1/posts")
    assert (post.parts, post.problem) == ((), "")


def test_never_inspected_targets_are_not_read() -> None:
    assert post_of(json={"text": "secret", "group": "counsel"}) is None
    both = a_read_post(
        "/graphql",
        json=[
            {"operationName": "CreatePost", "variables": {"text": "secret", "group": "COUNSEL"}},
            {"operationName": "CreatePost", "variables": {"text": "open"}},
        ],
    )
    assert said(both) == {"text": "open"}


def test_half_characters_do_not_leave() -> None:
    post = a_read_post(body='{"text": "a\\ud800", "group": "g\\udfff"}')
    assert post.target.encode().decode() == "g?"
    assert said(post)["text"] == "a?"


def test_a_message_on_a_socket_is_read_where_it_is_named() -> None:
    opening = request("/live", method="GET")
    message = json.dumps({"type": "say", "room": "r-1", "body": json.dumps({"text": "hello"})}).encode()
    for frame in (message, b"\x00\x12topic" + message):
        post = read_frame(opening, frame, platforms())
        assert post is not None
        assert (post.endpoint, post.target, said(post)) == ("say", "r-1", {"text": "hello"})
    many = b'{"tasks": [{"type": "ping"}, ' + message + b"]}"
    assert said(read_frame(opening, many, platforms()) or a_post(None)) == {"text": "hello"}
    assert read_frame(opening, b'{"type": "ping"}', platforms()) is None
    assert read_frame(opening, b"", platforms()) is None
    assert read_frame(request("/ws", method="GET"), message, platforms()) is None


def test_a_session_is_named_by_its_secret() -> None:
    chirp = platforms().specs["chirp"]
    assert session_secret(request(headers={"cookie": "session=s3"}), chirp) == "s3"
    assert session_secret(request(headers={"authorization": "Bearer t"}), chirp) == "Bearer t"
    assert session_secret(request(), chirp) is None


def test_an_answer_says_who_is_signed_in() -> None:
    body = b'{"user": {"id": 12, "name": "@canalfan"}}'
    found = learn("https://chirp.example/v1/me", body, (("content-type", "application/json"),), platforms())
    assert found == Account(platform="chirp", id="12", handle="@canalfan")


@pytest.mark.parametrize("body", [b"", b"{}", b"<html>", b"\0\1", b"x" * 300_000, b"[" * 100_000])
def test_an_answer_that_says_nothing_is_nobody(body: bytes) -> None:
    assert learn("https://chirp.example/v1/me", body, (), platforms()) is None


@pytest.mark.parametrize(
    ("endpoint", "status"), [("gql-post", 200), ("gql-edit", 403), ("post", 403), ("other", 403), ("unknown", 403)]
)
def test_a_refusal_is_the_endpoints_the_transports_or_the_platforms(endpoint: str, status: int) -> None:
    assert refusal_of(a_post(platform="chirp", endpoint=endpoint), platforms()).status == status


def test_a_platform_without_a_definition_is_refused_in_plain_words() -> None:
    assert refusal_of(a_post(platform="gone"), platforms()) == DEFAULT_REFUSAL


def test_what_is_not_ours_is_none() -> None:
    assert read(a_request(url="https://news.example/"), platforms()) is None

"""A made-up platform, small enough to be read at a glance, with one thing of each kind."""

from typing import Any

from gatepost.model import Post, Request
from gatepost.platforms import Platforms, load_platforms, read
from gatepost.testing import a_request
from tests.platforms.fixture import request_of

CHIRP = """
platform: chirp
title: Chirp
version: "2026-11-22"
hosts: [chirp.example, "*.chirp.example"]
shared_hosts: [api.trill.example]
leave_alone: [static.chirp.example]
session: ["cookie:session", "header:authorization"]
account: ["cookie:me | percent"]
handle: ["header:x-handle"]
refusals:
  default: {status: 403, shown: true, body: {error: "{message}"}}
  graphql: {status: 200, body: {errors: [{message: "{message}"}]}}
transports:
  - name: graphql
    path: /graphql
    operation: [operationName, "form:op", "header:x-operation"]
    ignore: ["*Query", Ping]
    refusal: graphql
  - name: named
    path: "/n/{}"
    operation: "path:1"
    ignore: "*Query"
endpoints:
  - {name: gql-post, activity: post, transport: graphql, operation: [CreatePost, "Publish*"], text: variables.text,
     reply_to: variables.reply, target: variables.group, account: variables.actor}
  - {name: gql-edit, activity: edit, transport: graphql, operation: EditPost, text: variables.text, refusal: default}
  - {name: gql-undo, activity: delete, transport: graphql, operation: "Delete*"}
  - {name: n-post, activity: post, transport: named, operation: Post, text: text}
  - {name: whisper, activity: message, path: /v1/posts, when: {visibility: direct}, text: text, target: to}
  - name: post
    activity: post
    path: [/v1/posts, "/v{}/users/{}/posts"]
    text: ["param:text", "poll.options[*]", note]
    title: "param:title"
    alt: "images[*].alt"
    media: ["images[*].id", "param:media[]"]
    reply_to: answer_to
    target: [group, "path:2"]
    audience: {at: visibility, values: {friends: followers, club: group}}
  - {name: edit, like: post, activity: edit, method: [PUT, PATCH], path: "/v1/posts/{}"}
  - {name: remove, activity: delete, method: DELETE, path: "/v1/posts/{}"}
  - {name: many, activity: post, path: /v1/batch, root: "items[*]", text: text}
  - {name: upload, activity: upload, method: [POST, PUT], path: "/files/**", body: raw}
  - {name: chunk, activity: upload, method: [POST, PUT], path: "/chunks/{}", body: raw, media: "path:1",
     when: {"q:begin": absent}, gives: [id, more..id],
     pieces: {number: "q:part", first: 1, offset: "header:content-range | before / | digits",
              total: "header:content-range | after /", last: {"header:x-command": finalize}}}
  - {name: begin, activity: upload, method: [POST, PUT], path: "/chunks/{}", when: {"q:begin": present}, title: name}
  - {name: lease, activity: upload, path: /v1/lease, sends_to: {media: [asset.id], whole: asset.url,
     each: "asset.parts[*]", address: url, offset: from}}
  - {name: done, activity: upload, path: "/chunks/{}/done", media: "path:1", closes: true}
  - {name: attach, activity: upload, path: /v1/attach, files: "data | base64", alt: "param:alt"}
  - {name: wire, activity: message, path: /wire, body: protobuf, text: "8.100.text", target: "8.1"}
  - {name: signed, activity: post, path: /signed, root: "signed_body | after . | json", text: caption}
  - {name: secret, activity: message, path: /e2e, end_to_end: true, target: to}
  - {name: socket, activity: message, method: GET, hosts: ws.chirp.example, path: /ws, end_to_end: true}
ignore:
  - {name: telemetry, path: ["/t/**", /v1/seen]}
  - {name: quiet, path: /v1/quiet, when: {"q:only": read}}
learn:
  - {name: me, path: /v1/me, account: user.id, handle: user.name}
frames:
  - {name: say, activity: message, path: /live, root: "tasks[*]", when: {type: say}, text: body->text, target: room}
"""

TRILL = """
platform: trill
title: Trill
version: "1"
professional: true
hosts: [trill.example, api.trill.example]
refusals: {default: {body: {message: "{message}"}}}
endpoints:
  - {name: post, activity: post, path: /posts, text: text}
"""

HOSTS = """
chirp: [my.server.example]
never_inspect:
  hosts: [union.chirp.example, "*.law.chirp.example"]
  targets: [{platform: chirp, id: "Counsel"}]
prohibited: [trill]
"""


def platforms() -> Platforms:
    return load_platforms({"chirp.yaml": CHIRP, "trill.yaml": TRILL}, ("hosts.yaml", HOSTS))


def request(path: str = "/v1/posts", /, **given: Any) -> Request:
    """A request to the made-up platform, as fixtures write it; `at` is another host, `changes` are of the Request."""
    host, changes = given.pop("at", "chirp.example"), given.pop("changes", {})
    return a_request(**request_of({"url": f"https://{host}{path}", **given}), **changes)


def post_of(path: str = "/v1/posts", /, **given: Any) -> Post | None:
    return read(request(path, **given), platforms())


def a_read_post(path: str = "/v1/posts", /, **given: Any) -> Post:
    post = post_of(path, **given)
    assert post is not None
    return post


def said(post: Post) -> dict[str, str]:
    """The texts of a post by part."""
    return {part.name: part.data.decode() for part in post.parts if part.role != "attachment"}

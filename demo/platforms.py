"""What each stand-in platform answers: a request's host, method and path become a status and a JSON body.

One row per call that a real client makes. The answers hold what that client reads and nothing more; all names, ids and
texts are invented. A write that no row names is answered 200 `{}`, so that a test may post to any address.
"""

import re
from collections.abc import Mapping
from itertools import count
from typing import Any, NamedTuple

DID = "did:plc:aaaabbbbccccddddeeeeffff"
_WHEN = "2026-11-24T15:15:00.000Z"
_JWT = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJkaWQ6cGxjOmFhYWFiYmJiY2NjY2RkZGRlZWVlZmZmZiIsImV4cCI6NDA3MDkwODgwMH0.c2ln"


class Answer(NamedTuple):
    body: Any  # or what makes a new one each time
    status: int = 200
    headers: Mapping[str, str] = {}


class Row(NamedTuple):
    hosts: tuple[str, ...]
    method: str
    path: str  # a regular expression for the whole path, without the query
    answer: Answer


_X_API = ("api.twitter.com", "api.x.com")
_X_UPLOAD = ("upload.twitter.com", "upload.x.com")
_MASTODON = ("mastodon.social",)
_BLUESKY = ("bsky.social",)
_REDDIT_API = ("oauth.reddit.com",)
_DISCORD = ("discord.com",)

_X_USER = {"id": 900000000000000001, "id_str": "900000000000000001", "name": "Maple Fan", "screen_name": "maplefan77"}
_MEDIA_IDS = count(1900000000000000777)
_TOOT_ACCOUNT = {"id": "1001", "username": "maplefan", "acct": "maplefan", "display_name": "Maple Fan"}
_TOOT = {
    "id": "112000000000000001",
    "created_at": _WHEN,
    "content": "<p>ok</p>",
    "account": _TOOT_ACCOUNT,
    "visibility": "public",
    "uri": "https://mastodon.social/users/maplefan/statuses/112000000000000001",
}
_RECORD = {
    "uri": f"at://{DID}/app.bsky.feed.post/3kaaaaaaaaaa2",
    "cid": "bafyreibvjvcv745gig4mvqs4hctx4zfkono4rjejm2ta6gtyzkqxfjeily",
    "validationStatus": "valid",
}
_BLOB = {
    "$type": "blob",
    "ref": {"$link": "bafkreibvjvcv745gig4mvqs4hctx4zfkono4rjejm2ta6gtyzkqxfjeily"},
    "mimeType": "image/png",
    "size": 64,
}
_SESSION = {
    "accessJwt": _JWT,
    "refreshJwt": _JWT,
    "handle": "maplefan.bsky.social",
    "did": DID,
    "active": True,
}
_COMMENT = {"kind": "t1", "data": {"id": "kzzzzz1", "name": "t1_kzzzzz1", "body": "ok", "link_id": "t3_abc123"}}
_DISCORD_MESSAGE = {"id": "1200000000000000001", "channel_id": "1100000000000000001", "content": "ok", "type": 0}
_TOKEN = {"access_token": "lab-token", "token_type": "bearer", "expires_in": 3600, "scope": "*"}


def _new_media_id() -> dict[str, Any]:
    """No two uploads have the same."""
    media = next(_MEDIA_IDS)
    return {"media_id": media, "media_id_string": str(media), "expires_after_secs": 3600}


ROWS: tuple[Row, ...] = (
    # X: the public API, the site's GraphQL, and the upload host.
    Row(_X_API, "POST", r"/2/tweets", Answer({"data": {"id": "1900000000000000123", "text": "ok"}}, 201)),
    Row(_X_API, "GET", r"/2/users/me", Answer({"data": {"id": _X_USER["id_str"], "username": "maplefan77"}})),
    Row(
        _X_API,
        "POST",
        r"/1\.1/statuses/update\.json",
        Answer({"id": 1900000000000000123, "id_str": "1900000000000000123", "text": "ok", "user": _X_USER}),
    ),
    Row(_X_UPLOAD, "POST", r"/(1\.1|i)/media/upload\.json", Answer(_new_media_id)),
    Row(
        ("x.com", "twitter.com"),
        "POST",
        r"/i/api/graphql/[^/]+/CreateTweet",
        Answer({"data": {"create_tweet": {"tweet_results": {"result": {"rest_id": "1900000000000000123"}}}}}),
    ),
    # Mastodon.
    Row(_MASTODON, "GET", r"/api/v[12]/instance/?", Answer({"version": "4.5.0", "domain": "mastodon.social"})),
    Row(_MASTODON, "POST", r"/api/v1/apps", Answer({"client_id": "lab-id", "client_secret": "lab-secret"})),
    Row(_MASTODON, "POST", r"/oauth/token", Answer({**_TOKEN, "scope": "read write", "created_at": 1795000000})),
    Row(_MASTODON, "GET", r"/api/v1/accounts/verify_credentials", Answer(_TOOT_ACCOUNT)),
    Row(_MASTODON, "POST", r"/api/v1/statuses", Answer(_TOOT)),
    Row(
        _MASTODON,
        "POST",
        r"/api/v2/media",
        Answer({"id": "113000000000000001", "type": "image", "url": "https://files.mastodon.social/ok.png"}),
    ),
    # Bluesky.
    Row(_BLUESKY, "POST", r"/xrpc/com\.atproto\.server\.(create|refresh)Session", Answer(_SESSION)),
    Row(
        _BLUESKY,
        "GET",
        r"/xrpc/app\.bsky\.actor\.getProfile",
        Answer({"did": DID, "handle": "maplefan.bsky.social", "displayName": "Maple Fan"}),
    ),
    Row(_BLUESKY, "POST", r"/xrpc/com\.atproto\.repo\.createRecord", Answer(_RECORD)),
    Row(_BLUESKY, "POST", r"/xrpc/com\.atproto\.repo\.uploadBlob", Answer({"blob": _BLOB})),
    # Reddit.
    Row(("www.reddit.com",), "POST", r"/api/v1/access_token", Answer(_TOKEN)),
    Row(_REDDIT_API, "GET", r"/api/v1/me/?", Answer({"name": "maplefan", "id": "aaaaa1"})),
    Row(
        _REDDIT_API,
        "POST",
        r"/api/submit/?",
        Answer(
            {
                "json": {
                    "errors": [],
                    "data": {
                        "id": "abc123",
                        "name": "t3_abc123",
                        "url": "https://www.reddit.com/r/maps/comments/abc123/x/",
                    },
                }
            }
        ),
    ),
    Row(_REDDIT_API, "POST", r"/api/comment/?", Answer({"json": {"errors": [], "data": {"things": [_COMMENT]}}})),
    # LinkedIn, Facebook, Instagram, YouTube.
    Row(
        ("api.linkedin.com",),
        "POST",
        r"/rest/posts",
        Answer({}, 201, {"x-restli-id": "urn:li:share:7000000000000000001"}),
    ),
    Row(("graph.facebook.com",), "POST", r"/v[\d.]+/[^/]+/feed", Answer({"id": "100000000000001_700000000000001"})),
    Row(
        ("www.facebook.com",),
        "POST",
        r"/api/graphql/",
        Answer({"data": {"story_create": {"story_id": "700000000000001"}}}),
    ),
    Row(
        ("www.instagram.com", "i.instagram.com"),
        "POST",
        r"/api/v1/media/configure/",
        Answer({"status": "ok", "media": {"id": "3000000000000000001_1001"}}),
    ),
    Row(
        ("youtube.googleapis.com", "www.googleapis.com"),
        "POST",
        r"/youtube/v3/commentThreads",
        Answer({"kind": "youtube#commentThread", "id": "UgzLab0000000000000"}),
    ),
    # Discord: a webhook, with and without `wait`, and a channel.
    Row(_DISCORD, "POST", r"/api/(v\d+/)?webhooks/\d+/[^/]+", Answer(_DISCORD_MESSAGE)),
    Row(_DISCORD, "POST", r"/api/v\d+/channels/\d+/messages", Answer(_DISCORD_MESSAGE)),
)

_BY_HOST: dict[str, list[tuple[str, re.Pattern[str], Answer]]] = {}
for _row in ROWS:
    for _host in _row.hosts:
        _BY_HOST.setdefault(_host, []).append((_row.method, re.compile(_row.path), _row.answer))

_FRONT_PAGE = Answer({"hello": "from the stand-in"})
_ACCEPTED: Answer = Answer({})


def answer(host: str, method: str, path: str) -> Answer:
    """What the platform at this host says to this request."""
    for expected, pattern, said in _BY_HOST.get(host, ()):
        if expected == method and pattern.fullmatch(path):
            return said._replace(body=said.body()) if callable(said.body) else said
    return _FRONT_PAGE if method in {"GET", "HEAD"} else _ACCEPTED

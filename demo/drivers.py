"""One short program per real client: log in as its documentation says, post a text, hand back what it says.

A driver raises whatever its library raises; nothing here knows of a proxy, because the environment does (`HTTPS_PROXY`,
`REQUESTS_CA_BUNDLE`, `SSL_CERT_FILE`), as on a desk in the agency. Imports stand inside the drivers: a library is only
loaded by the one that uses it, and some take seconds.
"""
# ruff: noqa: PLC0415 - imports inside the drivers, as said above

import gzip
import json
import ssl
import subprocess
import tempfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import brotli
import httpx
import requests
import zstandard

from demo.sending import Pieces, Sent, notes

X_CREATE = "https://x.com/i/api/graphql/AAAAAAAAAAAAAAAAAAAAAA/CreateTweet"
WEBHOOK = "https://discord.com/api/webhooks/1100000000000000009/lab-token"
LIGHTSPEED = "wss://gateway.facebook.com/ws/lightspeed"
_X_COOKIE = "auth_token=00ff00ff; ct0=abc123; twid=u%3D900000000000000001"
_PICTURE = (  # a grey PNG of one pixel
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\x00\x00\x00\n"
    b"IDATx\x9cch\x00\x00\x00\x82\x00\x81w\xcdr\xb6\x00\x00\x00\x00IEND\xaeB`\x82"
)
_TIMEOUT = 30

CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "": lambda body: body,
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": lambda body: zstandard.ZstdCompressor().compress(body),
}


class Refused(Exception):
    """A plain HTTP client has no words of its own: what it shows is the status and the body."""


# --- official and widely used libraries ---------------------------------------------------------------------------


def tweepy_v2(text: str) -> str:
    import tweepy

    client = tweepy.Client(consumer_key="ck", consumer_secret="cs", access_token="900-at", access_token_secret="as")
    return f"tweet {client.create_tweet(text=text).data['id']}"


def tweepy_v1(text: str) -> str:
    """The old call puts the text into the query string of a POST without a body."""
    return f"tweet {_tweepy_api().update_status(text).id_str}"


def tweepy_media(text: str) -> str:
    """A picture to the upload host first, by multipart, then a post that names it."""
    api = _tweepy_api()
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder, "canal.png")
        picture.write_bytes(_PICTURE)
        media = api.media_upload(str(picture))
    return f"tweet {api.update_status(text, media_ids=[media.media_id]).id_str}"


def tweepy_chunked(text: str) -> str:
    """A file in pieces (INIT, APPEND, FINALIZE), then a post that names it."""
    api = _tweepy_api()
    media = api.chunked_upload("captions.txt", file=BytesIO(text.encode()), file_type="text/plain", chunk_size=40)
    return f"tweet {api.update_status('The canal in fog', media_ids=[media.media_id]).id_str}"


def _tweepy_api() -> Any:
    import tweepy

    return tweepy.API(tweepy.OAuth1UserHandler("ck", "cs", "900-at", "as"))


def mastodon(text: str) -> str:
    return f"status {_mastodon().status_post(text).id}"


def mastodon_media(text: str) -> str:
    client = _mastodon()
    media = client.media_post(_PICTURE, mime_type="image/png", description="The canal in fog", synchronous=False)
    return f"status {client.status_post(text, media_ids=[media.id]).id}"


def _mastodon() -> Any:
    from mastodon import Mastodon

    return Mastodon(
        access_token="lab-token",
        api_base_url="https://mastodon.social",
        version_check_mode="none",
        request_timeout=_TIMEOUT,
    )


def atproto(text: str) -> str:
    return f"record {_atproto().send_post(text).uri.rpartition('/')[2]}"


def atproto_image(text: str) -> str:
    record = _atproto().send_image(text=text, image=_PICTURE, image_alt="The canal in fog")
    return f"record {record.uri.rpartition('/')[2]}"


def _atproto() -> Any:
    from atproto import Client  # type: ignore[import-untyped] # it ships no types

    client = Client("https://bsky.social/xrpc")
    client.login("maplefan.bsky.social", "app-pass-word-lab1")
    return client


def praw(text: str) -> str:
    return f"submission {_reddit().subreddit('maps').submit('A question', selftext=text).id}"


def praw_comment(text: str) -> str:
    return f"comment {_reddit().submission('abc123').reply(text).id}"


def _reddit() -> Any:
    import praw as library

    return library.Reddit(
        client_id="lab-id",
        client_secret="lab-secret",
        username="maplefan",
        password="lab-password",
        user_agent="gatepost-lab/1",
        check_for_updates=False,
        timeout=_TIMEOUT,
    )


# --- plain HTTP clients -------------------------------------------------------------------------------------------


def httpx_h2(text: str, coding: str = "", framing: str = "") -> str:
    return _httpx(text, coding, framing, http2=True)


def httpx_h1(text: str, coding: str = "", framing: str = "") -> str:
    return _httpx(text, coding, framing, http2=False)


def _httpx(text: str, coding: str, framing: str, *, http2: bool) -> str:
    body = CODINGS[coding](_tweet(text))
    with httpx.Client(http2=http2, timeout=_TIMEOUT) as client:
        content: Any = Pieces(body) if framing == "chunked" else body
        answer = client.post(X_CREATE, content=content, headers=_tweet_headers(coding))
    return _said(answer.status_code, answer.text, answer.http_version)


def requests_x(text: str, coding: str = "", framing: str = "") -> str:
    body = CODINGS[coding](_tweet(text))
    content: Any = Pieces(body) if framing == "chunked" else body
    answer = requests.post(X_CREATE, data=content, headers=_tweet_headers(coding), timeout=_TIMEOUT)
    return _said(answer.status_code, answer.text)


def facebook(text: str) -> str:
    """As the site's own script: GraphQL in a form, arguments as JSON in a field."""
    variables = {"input": {"message": {"ranges": [], "text": text}, "actor_id": "100000000000001"}}
    form = {
        "av": "100000000000001",
        "fb_api_req_friendly_name": "ComposerStoryCreateMutation",
        "doc_id": "1",
        "variables": json.dumps(variables),
    }
    headers = {
        "cookie": "c_user=100000000000001; xs=lab",
        "sec-fetch-mode": "cors",
        "origin": "https://www.facebook.com",
    }
    answer = requests.post("https://www.facebook.com/api/graphql/", data=form, headers=headers, timeout=_TIMEOUT)
    return _said(answer.status_code, answer.text)


def facebook_graph(text: str) -> str:
    answer = requests.post("https://graph.facebook.com/v21.0/me/feed", data={"message": text}, timeout=_TIMEOUT)
    return _said(answer.status_code, answer.text)


def linkedin(text: str) -> str:
    post = {
        "author": "urn:li:person:lab0000001",
        "commentary": text,
        "visibility": "PUBLIC",
        "lifecycleState": "PUBLISHED",
        "distribution": {"feedDistribution": "MAIN_FEED"},
    }
    headers = {"authorization": "Bearer lab-token", "linkedin-version": "202610"}
    answer = requests.post("https://api.linkedin.com/rest/posts", json=post, headers=headers, timeout=_TIMEOUT)
    return _said(answer.status_code, answer.text or answer.headers.get("x-restli-id", ""))


def instagram(text: str) -> str:
    form = {"caption": text, "upload_id": "1700000000001"}
    headers = {"cookie": "ds_user_id=1001; sessionid=1001%3Alab"}
    url = "https://www.instagram.com/api/v1/media/configure/"
    answer = requests.post(url, data=form, headers=headers, timeout=_TIMEOUT)
    return _said(answer.status_code, answer.text)


def youtube(text: str) -> str:
    comment = {"snippet": {"videoId": "lab00000001", "topLevelComment": {"snippet": {"textOriginal": text}}}}
    url = "https://youtube.googleapis.com/youtube/v3/commentThreads?part=snippet"
    answer = requests.post(url, json=comment, headers={"authorization": "Bearer lab-token"}, timeout=_TIMEOUT)
    return _said(answer.status_code, answer.text)


def discord(text: str) -> str:
    answer = requests.post(WEBHOOK, json={"content": text}, timeout=_TIMEOUT)
    return _said(answer.status_code, answer.text)


def elsewhere(text: str) -> str:
    """A host that is no social platform: none of the gateway's business, whatever is sent."""
    answer = requests.post("https://forms.example.org/feedback", json={"message": text}, timeout=_TIMEOUT)
    return _said(answer.status_code, answer.text)


# --- curl ---------------------------------------------------------------------------------------------------------


def curl(text: str, coding: str = "", framing: str = "", http: str = "1.1") -> str:
    """`framing` is `chunked`, or `expect` for `Expect: 100-continue` (which curl waits for), or nothing."""
    body = CODINGS[coding](_tweet(text))
    extra = {"chunked": ["transfer-encoding: chunked"], "expect": ["expect: 100-continue"]}.get(framing, ["expect:"])
    headers = [*(f"{name}: {value}" for name, value in _tweet_headers(coding).items()), *extra]
    notes.append(Sent.of("POST", X_CREATE, body))
    flags = [flag for header in headers for flag in ("-H", header)]
    return _curl([f"--http{http}", *flags, "--data-binary", "@-", X_CREATE], body)


def curl_file(text: str) -> str:
    """A webhook message with a file, as curl itself writes multipart; its trace tells what went out."""
    with tempfile.TemporaryDirectory() as folder:
        attachment, trace = Path(folder, "canal.png"), Path(folder, "trace")
        attachment.write_bytes(_PICTURE)
        message = Path(folder, "message.json")
        message.write_text(json.dumps({"content": text}))
        form = ["-F", f"payload_json=<{message};type=application/json", "-F", f"files[0]=@{attachment};type=image/png"]
        try:
            return _curl(["--http1.1", "--trace", str(trace), *form, WEBHOOK])
        finally:
            notes.append(Sent.of("POST", WEBHOOK, _sent_data(trace.read_text())))


def _curl(arguments: list[str], body: bytes = b"") -> str:
    command = [
        "curl",
        "--silent",
        "--show-error",
        "--max-time",
        str(_TIMEOUT),
        "--write-out",
        "\n%{http_version} %{http_code}",
    ]
    done = subprocess.run([*command, *arguments], input=body, capture_output=True, check=False)
    if done.returncode:
        raise Refused(done.stderr.decode().strip())
    content, _, last = done.stdout.decode().rpartition("\n")
    version, _, status = last.partition(" ")
    return _said(int(status), content, f"HTTP/{version}")


def _sent_data(trace: str) -> bytes:
    """The bytes of the blocks headed `=> Send data` in curl's trace: each line has an offset, then 16 bytes in hex."""
    body, sending = bytearray(), False
    for line in trace.splitlines():
        if line.startswith(("=>", "<=", "==")):
            sending = line.startswith("=> Send data")
        elif sending:
            body += bytes.fromhex(line.partition(": ")[2][:48])
    return bytes(body)


# --- websockets ---------------------------------------------------------------------------------------------------


def websocket(text: str, url: str = LIGHTSPEED) -> str:
    """A chat message as the site's socket carries it: JSON inside JSON. The stand-in echoes what it gets."""
    from websockets.sync.client import connect

    payload = {"thread_id": 5550001, "otid": "7000000000000000001", "send_type": 1, "text": text}
    frame = json.dumps({"label": "46", "queue_name": "5550001", "task_id": 3, "payload": json.dumps(payload)})
    notes.append(Sent.of("MESSAGE", url, frame.encode()))
    headers = {"cookie": "c_user=100000000000001; xs=lab"}
    with connect(url, ssl=ssl.create_default_context(), additional_headers=headers) as socket:
        socket.send(frame)
        answer = socket.recv(timeout=5)
    if answer != frame:
        raise Refused(answer if isinstance(answer, str) else answer.decode())
    return "echoed"


# --- shared -------------------------------------------------------------------------------------------------------


def _tweet(text: str) -> bytes:
    variables = {"tweet_text": text, "dark_request": False, "media": {"media_entities": []}}
    return json.dumps({"variables": variables, "queryId": "AAAAAAAAAAAAAAAAAAAAAA"}).encode()


def _tweet_headers(coding: str) -> dict[str, str]:
    headers = {"content-type": "application/json", "cookie": _X_COOKIE, "x-csrf-token": "abc123"}
    return headers | ({"content-encoding": coding} if coding else {})


def _said(status: int, body: str, http: str = "") -> str:
    shown = f"{http} {status} {body}".strip()
    if status >= 400 or '"errors": [{' in body or '"errors":[{' in body:
        raise Refused(shown)
    return shown


DRIVERS: dict[str, Callable[..., str]] = {
    "tweepy": tweepy_v2,
    "tweepy-v1": tweepy_v1,
    "tweepy-media": tweepy_media,
    "tweepy-chunked": tweepy_chunked,
    "Mastodon.py": mastodon,
    "Mastodon.py-media": mastodon_media,
    "atproto": atproto,
    "atproto-image": atproto_image,
    "praw": praw,
    "praw-comment": praw_comment,
    "httpx-h2": httpx_h2,
    "httpx-h1": httpx_h1,
    "requests": requests_x,
    "facebook": facebook,
    "facebook-graph": facebook_graph,
    "linkedin": linkedin,
    "instagram": instagram,
    "youtube": youtube,
    "discord": discord,
    "elsewhere": elsewhere,
    "curl": curl,
    "curl-file": curl_file,
    "websockets": websocket,
}

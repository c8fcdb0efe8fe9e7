"""What every request meets on its way: whose form it is, which host was asked, what an answer carries."""

import re

import pytest

from gatepost.console.config import Config
from gatepost.console.roles import Role
from gatepost.console.routes import PAGES, Page
from gatepost.console.visit import Console, own_path
from tests.unit.console.conftest import ADDRESS, Client, SignedIn, fields

_FORMS = [page for page in PAGES if page.method == "POST"]
_ELSEWHERE = "https://elsewhere.example"
_FORGED: list[dict[str, dict[str, str]]] = [
    {"data": {}},
    {"data": {"form_token": "0" * 64}},
    {"data": {"form_token": ""}},
    {"headers": {"Origin": _ELSEWHERE}},
    {"headers": {"Origin": "null"}},
    {"headers": {"Origin": "http://127.0.0.1:8091"}},
    {"headers": {"Sec-Fetch-Site": "cross-site"}},
    {"headers": {"Sec-Fetch-Site": "same-site"}},
]


def _path(page: Page) -> str:
    """A place that there is not: what a page is about does not matter to who may ask it."""
    return re.sub(r"\{\w+\}", "none", page.path)


@pytest.mark.parametrize("page", _FORMS, ids=lambda page: page.path)
def test_a_form_from_elsewhere_does_nothing(console: Console, signed_in: SignedIn, page: Page):
    client = signed_in(*Role)
    own = fields(client, console)
    for forged in _FORGED:
        answer = client.post(_path(page), data=forged.get("data", own), headers=forged.get("headers", {}))
        assert answer.status_code in (403, 415), forged
        assert client.get("/").status_code == 200, "still signed in"


def test_a_form_without_an_origin_does_nothing(console: Console, signed_in: SignedIn):
    client = signed_in(Role.AUDITOR)
    data = fields(client, console)
    del client.headers["Origin"]
    assert client.post("/sign-out", data=data).status_code == 403


def test_anothers_form_token_does_not_fit(console: Console, signed_in: SignedIn):
    """As when a page of the attacker's own session is shown to somebody else."""
    mine = fields(signed_in(Role.AUDITOR, login="one"), console)
    other = signed_in(Role.AUDITOR, login="two")
    assert other.post("/sign-out", data=mine).status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "127.0.0.1@evil.example", "[", "a b"])
def test_the_console_answers_for_its_own_address_only(nobody: Client, host: str):
    answer = nobody.get("/sign-in", headers={"Host": host})
    assert answer.status_code == 421
    assert answer.headers["content-security-policy"]


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "X-Host", "X-Original-URL", "X-Rewrite-URL", "Forwarded"])
def test_a_header_says_neither_host_nor_page(console: Console, signed_in: SignedIn, header: str):
    client = signed_in(Role.ADMINISTRATOR)
    headers = {header: "/access" if "URL" in header else "evil.example"}
    made = client.post("/accounts", data=fields(client, console, login="new", role="auditor"), headers=headers)
    assert f"{ADDRESS}/invitation/" in made.text
    assert "evil.example" not in made.text


def test_headers_name_nobody(nobody: Client):
    spoofed = {"X-Forwarded-User": "admin", "X-Authenticated-User": "admin", "Remote-User": "admin"}
    assert nobody.get("/accounts", headers=spoofed).status_code == 303


@pytest.mark.parametrize("path", ["/sign-in", "/", "/nowhere", "/static/console.css", "/static/../app.py", "/language"])
def test_every_answer_forbids_scripts_frames_and_keeping(nobody: Client, path: str):
    headers = nobody.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == ("no-cache" if path.startswith("/static/c") else "no-store")


def test_pages_hold_no_script_and_no_style(signed_in: SignedIn):
    client = signed_in(*Role)
    for page in PAGES:
        if page.method == "GET" and "{" not in page.path:
            html = client.get(page.path).text.replace('<script src="/static/', "")
            assert "<script" not in html
            assert "<style" not in html
            assert " style=" not in html
            assert " on" not in {word[:3] for word in html.split("<") if word.startswith("on")}


@pytest.mark.parametrize("path", ["/static/../routes.py", "/static/%2e%2e/routes.py", "/static/..%2froutes.py"])
def test_only_static_files_are_served(nobody: Client, path: str):
    assert nobody.get(path).status_code == 404


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"x" * 300_000, "application/x-www-form-urlencoded", 413),
        (b"&".join([b"a=b"] * 3000), "application/x-www-form-urlencoded", 415),
        (b"\xff\xfe", "application/x-www-form-urlencoded", 415),
        (b"{}", "application/json", 415),
        (b"--x--", "multipart/form-data; boundary=x", 415),
        (b"form_token=%ff", "application/x-www-form-urlencoded", 403),
    ],
    ids=["long", "many", "bytes", "json", "multipart", "escape"],
)
def test_a_body_that_is_no_form_of_ours_is_refused(nobody: Client, body: bytes, kind: str, status: int):
    assert nobody.post("/sign-in", content=body, headers={"Content-Type": kind}).status_code == status


@pytest.mark.parametrize(
    "given",
    ["//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil", "javascript:x", "/a\nb", "", "/\t/e"],
)
def test_nobody_is_sent_elsewhere(given: str):
    assert own_path(given) == "/"


@pytest.mark.parametrize("given", ["/", "/accounts", "/access?by=c-1&did=viewed"])
def test_own_pages_are_gone_back_to(given: str):
    assert own_path(given) == given


def test_what_cannot_be_recorded_is_not_shown(console: Console, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch):
    """A full disk, as the journal tells of it."""
    client = signed_in(Role.AUDITOR)
    assert client.get("/access").status_code == 200

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gatepost.events.segment.os.write", full)
    assert client.get("/access").status_code == 503


class TestBehindHttps:
    """With `url: https://...` in console.yaml."""

    @pytest.fixture
    def config(self) -> Config:
        return Config(url="https://console.agency.example")

    def test_cookies_are_the_hosts_own_and_never_sent_in_the_clear(self, nobody: Client):
        cookie = nobody.get("/sign-in").headers["set-cookie"]
        assert cookie.startswith("__Host-gatepost=")
        assert {"HttpOnly", "Path=/", "SameSite=strict", "Secure"} <= set(cookie.split("; "))
        assert "Domain" not in cookie

    def test_browsers_are_told_to_stay_with_https(self, nobody: Client):
        assert "max-age=31536000" in nobody.get("/sign-in").headers["strict-transport-security"]

    def test_forms_come_from_the_public_address(self, console: Console, nobody: Client):
        nobody.get("/sign-in")
        data = fields(nobody, console, login="a", password="b")
        assert nobody.post("/sign-in", data=data).status_code == 401
        assert (
            nobody.post("/sign-in", data=data, headers={"Origin": "http://console.agency.example"}).status_code == 403
        )

    def test_the_loopback_address_is_no_address_of_it(self, nobody: Client):
        assert nobody.get("/sign-in", headers={"Host": "127.0.0.1:8090"}).status_code == 421

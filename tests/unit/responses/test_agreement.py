"""The agreement as a page: both languages, each with its own way to accept it, and nothing that a stranger can use."""

import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pytest

from gatepost.model import Agreement, Response
from gatepost.responses.agreement import Given, agreement_page, read_given, sent_on
from gatepost.responses.words import Bilingual
from gatepost.testing import a_principal, a_request
from tests.unit.responses.notices import an_agreement

WORDING = Bilingual("## What\n\nRead **this**. <script>alert(1)</script>", "## Quoi\n\nLisez *ceci* : tout.")


def shown(language: str = "en", **changes: Any) -> Response:
    request = a_request(method="GET", body=b"", principal=a_principal(language=language))
    return agreement_page(request, an_agreement(**{"wording": WORDING} | changes), status=511)


def html(**changes: Any) -> str:
    return shown(**changes).body.decode()


def test_each_language_has_its_wording_and_its_own_form():
    page = html()
    for language, words, button in (("en", "<strong>this</strong>", "I accept"), ("fr", "<em>ceci</em>", "J’accepte")):
        section = page.partition(f'<section id="{language}" lang="{language}"')[2].partition("</section>")[0]
        assert words in section
        assert f'<button name="choice" value="accept">{button}</button>' in section
        assert f'<input type="hidden" name="language" value="{language}">' in section
        assert 'name="token" value="t0k3n"' in section
        assert 'name="onward" value="/home?a=1&amp;b=%22"' in section
        assert "2026-11" in section


def test_the_person_s_own_language_comes_first():
    assert re.findall(r'<section id="(..)"', html(language="fr")) == ["fr", "en"]
    assert re.findall(r'<section id="(..)"', html(language="en")) == ["en", "fr"]


def test_headings_follow_each_other_without_a_gap():
    assert re.findall(r"<h(\d)", html()) == ["1", "2", "3", "2", "3"]


def test_why_it_is_asked_depends_on_what_was_accepted_before():
    assert "Please read this first" in html()
    assert "has run out" in html(standing=Agreement.EXPIRED)
    assert "est échue" in html(standing=Agreement.EXPIRED)


def test_what_is_accepted_can_be_read_and_needs_no_form():
    page = html(
        standing=Agreement.ACCEPTED,
        accepted=datetime(2026, 11, 24, tzinfo=UTC),
        until=datetime(2027, 2, 22, tzinfo=UTC),
    )
    assert "You accepted it on 2026-11-24. It holds until 2027-02-22." in page
    assert "Vous l’avez acceptée le 2026-11-24. Elle vaut jusqu’au 2027-02-22." in page
    assert "<form" not in page


def test_only_who_was_on_the_way_somewhere_can_put_it_off():
    assert html().count('value="later"') == 2
    assert 'value="later"' not in html(onward="")


def test_the_page_runs_nothing_is_framed_nowhere_kept_nowhere_and_reached_by_no_other_page():
    answer = shown()
    headers = dict(answer.headers)
    assert answer.status == 511
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "form-action 'self'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert "sandbox allow-forms" in headers["Content-Security-Policy"]
    assert "Set-Cookie" not in headers
    assert "<script>" not in answer.body.decode()


def test_the_person_goes_on_to_the_same_origin_whatever_the_path_says():
    for path in ("/home?q=1", "//evil.example/", "/\\evil.example"):
        answer = sent_on("https://x.com", path)
        assert answer.status == 303
        assert dict(answer.headers)["Location"] == f"https://x.com{path}"


FORM = {"token": "t0k3n", "choice": "accept", "language": "fr", "onward": "/home?q=été&r=1"}


def test_what_was_sent_is_read_as_it_was():
    assert read_given(urlencode(FORM).encode()) == Given(
        token="t0k3n", accepts=True, language="fr", onward="/home?q=été&r=1"
    )
    later = read_given(urlencode(FORM | {"choice": "later", "onward": ""}).encode())
    assert later == Given(token="t0k3n", accepts=False, language="fr", onward="")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"&".join(b"a=%d" % number for number in range(50)),
        urlencode(FORM | {"choice": "yes"}).encode(),
        urlencode(FORM | {"language": "de"}).encode(),
        b'{"choice": "accept"}',
    ],
    ids=["nothing", "not text", "many fields", "another choice", "another language", "no form"],
)
def test_what_is_no_answer_of_this_page_is_none(body: bytes):
    assert read_given(body) is None

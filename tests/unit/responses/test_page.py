"""The pages: what they say in both languages, that they are whole without scripts, and that everyone can read them."""

import base64
import hashlib
import re
from datetime import timedelta
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from gatepost.model import Response
from gatepost.responses.answered import kept_back_page, over_page, reported_page, sent_page
from gatepost.responses.notice import Advice
from gatepost.responses.page import incident_page, languages_of, not_found_page, notice_page
from gatepost.responses.words import Bilingual
from gatepost.testing import a_post, a_principal
from tests.unit.responses.notices import a_coaching, a_form, a_notice, from_browser

VOID = {"meta", "input", "br", "hr", "img", "link"}


class Outline(HTMLParser):
    """The elements of a page with their attributes; fails where tags do not close."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(page)
        assert not self._open, f"never closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in tags]


def text_of(response: Response) -> str:
    return response.body.decode()


ALSO = Advice(Bilingual("Your own opinion", "Votre opinion"), Bilingual("Say *so*.", "Dites-*le*."), "2.3")
ANSWERED = a_notice(
    form=a_form(reasons=(), reported=True), answered=(Bilingual("You left it.", "Vous en êtes resté là."),)
)


def every_page() -> dict[str, Response]:
    request = from_browser()
    return {
        "coach": notice_page(request, a_coaching()),
        "block": notice_page(request, a_notice(), a_post()),
        "fault": notice_page(request, a_notice(action="fault")),
        "prohibited": notice_page(request, a_notice(action="prohibited")),
        "busy": notice_page(request, a_notice(action="busy")),
        "incident": incident_page(request, a_coaching()),
        "answered": incident_page(request, ANSWERED, still_open=False),
        "in place": incident_page(request, a_coaching(also=(ALSO,)), onward="https://social.example/home"),
        "sent": sent_page(request, number="7Q3F-ABCD", window=timedelta(minutes=10)),
        "kept back": kept_back_page(request, number="7Q3F-ABCD"),
        "over": over_page(request, number="7Q3F-ABCD"),
        "reported": reported_page(request, number="7Q3F-ABCD", back="http://gatepost.internal/7Q3F-ABCD"),
        "not found": not_found_page(request),
    }


PAGES = every_page()
EACH = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())


@EACH
def test_every_page_is_whole_and_in_both_languages(page: Response) -> None:
    outline = Outline(text_of(page))
    (html,) = outline.all("html")
    assert html["lang"] == "en"
    sections = [section["lang"] for section in outline.all("section")]
    assert sections == ["en", "fr"]
    assert len(outline.all("h1")) == 1
    assert len(outline.all("main")) == 1
    assert " / " in re.findall(r"<title>(.*)</title>", text_of(page))[0]


@EACH
def test_headings_go_down_one_step_at_a_time(page: Response) -> None:
    levels = [int(tag[1]) for tag, _ in Outline(text_of(page)).elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(lower - upper <= 1 for upper, lower in pairwise(levels))


@EACH
def test_ids_are_unique_and_references_lead_somewhere(page: Response) -> None:
    outline = Outline(text_of(page))
    ids = [attributes["id"] for _, attributes in outline.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = [
        str(attributes[name]).removeprefix("#")
        for _, attributes in outline.elements
        for name in ("aria-labelledby", "aria-describedby", "for", "href")
        if name in attributes and (name != "href" or str(attributes[name]).startswith("#"))
    ]
    assert set(targets) <= set(ids)


@EACH
def test_nothing_is_fetched_run_or_framed(page: Response) -> None:
    outline = Outline(text_of(page))
    assert not outline.all("script", "img", "iframe", "link", "object")
    policy = dict(page.headers)["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "form-action 'self'; base-uri 'none'; frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


@EACH
def test_the_style_is_the_one_that_the_policy_allows(page: Response) -> None:
    style = text_of(page).partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in dict(page.headers)["Content-Security-Policy"]


@EACH
def test_no_page_is_kept_or_guessed_at(page: Response) -> None:
    headers = dict(page.headers)
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Type"] == "text/html; charset=utf-8"


@EACH
def test_no_page_speaks_of_a_violation(page: Response) -> None:
    assert not re.search(r"violat|infraction|offen[cs]e|contrevenant", text_of(page), re.IGNORECASE)


def test_a_refusal_says_why_where_whom_to_ask_and_what_is_recorded() -> None:
    page = text_of(PAGES["block"])
    for words in (
        "<strong>marking</strong>",
        "<strong>cote</strong>",
        "Section 2.6.",
        "Article 2.6.",
        "a security marking (in: text)",
        "une cote de sécurité (dans&nbsp;: texte)",
        "mailto:web2social@agency.example",
        "365 days",
        "365 jours",
        "7Q3F-ABCD",
        "<strong>x</strong>",
    ):
        assert words in page
    assert dict(PAGES["block"].headers)["Gatepost-Incident"] == "7Q3F-ABCD"


@pytest.mark.parametrize("name", ["fault", "busy"])
def test_a_fault_of_ours_says_so_in_both_languages(name: str) -> None:
    page = text_of(PAGES[name])
    assert "This is our fault; nothing is held against you." in page
    assert "C’est notre faute; rien ne vous est reproché." in page
    assert "What was found" not in page


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("coach", 403),
        ("block", 403),
        ("fault", 503),
        ("busy", 503),
        ("incident", 200),
        ("in place", 511),
        ("sent", 200),
        ("not found", 404),
    ],
)
def test_the_status_says_what_happened(name: str, status: int) -> None:
    assert PAGES[name].status == status


def test_only_coaching_has_a_way_to_go_on() -> None:
    blocked = notice_page(from_browser(), a_notice(form=a_form(reasons=())))
    assert "go-on" in text_of(PAGES["coach"])
    assert "go-on" in text_of(PAGES["incident"])
    assert "go-on" not in text_of(blocked)


def test_what_is_blocked_can_be_reported_as_a_mistake_once() -> None:
    blocked = Outline(text_of(notice_page(from_browser(), a_notice(form=a_form(reasons=())))))
    assert [button["value"] for button in blocked.all("button")] == ["mistake"]
    assert not Outline(text_of(PAGES["answered"])).all("form")


def test_a_notice_that_was_answered_says_so_and_not_that_nothing_was_sent() -> None:
    page = text_of(PAGES["answered"])
    assert "You left it." in page
    assert "Vous en êtes resté là." in page
    assert "not sent" not in page


def test_a_notice_in_place_of_a_page_leads_on_to_it() -> None:
    (link,) = [link for link in Outline(text_of(PAGES["in place"])).all("a") if link.get("class") == "button"]
    assert link["href"] == "https://social.example/home"


def test_what_other_guidelines_ask_stands_in_the_same_notice() -> None:
    page = text_of(PAGES["in place"])
    assert "<summary>Your own opinion (Section 2.3)</summary>" in page
    assert "<summary>Votre opinion (Article 2.3)</summary>" in page
    assert "Say <em>so</em>." in page


@EACH
def test_each_language_can_be_read_alone(page: Response) -> None:
    shown = [field for field in Outline(text_of(page)).all("input") if field.get("name") == "shown"]
    assert [field.get("id") for field in shown] == ["only-en", "only-fr", None]
    assert "checked" in shown[-1]


def test_the_form_works_without_scripts() -> None:
    outline = Outline(text_of(PAGES["coach"]))
    forms = outline.all("form")
    assert {(form["method"], form["action"]) for form in forms} == {("post", "/.well-known/gatepost/7Q3F-ABCD")}
    fields = [
        (field.get("type", "text"), field["name"], field.get("value"))
        for field in outline.all("input", "textarea")
        if field["name"] != "shown"
    ]
    assert fields == [
        ("hidden", "token", "t0k3n"),
        ("radio", "reason", "public"),
        ("radio", "reason", "mistaken"),
        ("text", "words", None),
        ("hidden", "token", "t0k3n"),
        ("text", "words", None),
    ]
    assert [(button["name"], button["value"]) for button in outline.all("button")] == [
        ("choice", "go-on"),
        ("choice", "back"),
        ("choice", "mistake"),
    ]
    assert "formnovalidate" in outline.all("button")[1]


def test_the_persons_language_comes_first_and_both_are_there() -> None:
    asked = {
        "directory": from_browser(principal=a_principal(language="fr"), headers=(("accept-language", "en-CA"),)),
        "browser": from_browser(headers=(("accept-language", "fr-CA,fr;q=0.9,en;q=0.8"),)),
    }
    for request in asked.values():
        outline = Outline(text_of(notice_page(request, a_coaching())))
        assert outline.all("html")[0]["lang"] == "fr"
        assert [section["lang"] for section in outline.all("section")] == ["fr", "en"]


@pytest.mark.parametrize("wanted", ["", "de-DE", "*"])
def test_any_other_language_reads_english_first(wanted: str) -> None:
    assert languages_of(from_browser(headers=(("accept-language", wanted),))) == ["en", "fr"]


def test_a_policys_markdown_cannot_bring_markup_or_pictures() -> None:
    message = Bilingual(
        "# Big\n\n<script>alert(1)</script>\n\n![x](https://tracker.example/p.png) [go](javascript:alert(1))",
        "<b onclick=x>gras</b>",
    )
    page = text_of(notice_page(from_browser(), a_notice(message=message)))
    outline = Outline(page)
    assert not outline.all("script", "img", "b")
    assert "<h4>Big</h4>" in page
    assert not [link for link in outline.all("a") if str(link["href"]).startswith("javascript")]


def test_a_title_with_markup_is_shown_as_text() -> None:
    page = text_of(notice_page(from_browser(), a_notice(title=Bilingual("<i>Title</i>", "<i>Titre</i>"))))
    assert "&lt;i&gt;Title" in page
    assert "<i>" not in page


def test_a_policy_that_says_whose_fault_it_is_is_not_repeated() -> None:
    message = Bilingual(
        "This is our fault; nothing is held against you.", "C’est notre faute; rien ne vous est reproché."
    )
    page = text_of(notice_page(from_browser(), a_notice(action="fault", message=message)))
    assert page.count("This is our fault") == 1
    assert page.count("C’est notre faute") == 1


def test_french_is_not_broken_before_a_colon_or_inside_quotes() -> None:
    words = Bilingual("Say it: so", "Dites : « comme ceci »")
    page = text_of(notice_page(from_browser(), a_coaching(title=words, message=words)))
    assert page.count("Dites\u00a0: «\u00a0comme ceci\u00a0»") == 2
    assert not re.search(r" [:»]|« ", page.partition("<main>")[2])


def test_a_notice_without_contact_address_or_guideline_is_still_whole() -> None:
    page = text_of(notice_page(from_browser(), a_notice(contact_link="", guideline="", help_url="", findings=())))
    Outline(page)
    assert "Web2Social team" in page
    assert "The guideline" not in page


class TestColours:
    """WCAG 2.1, 1.4.3 and 1.4.11: text at least 4.5 to 1, the edges of fields and the focus ring at least 3 to 1."""

    style = text_of(PAGES["coach"])
    light, dark = (
        dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+);", block))
        for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    )

    @pytest.mark.parametrize("theme", ["light", "dark"])
    @pytest.mark.parametrize(
        ("front", "behind", "least"),
        [
            *((front, behind, 4.5) for front in ("ink", "quiet", "link") for behind in ("paper", "panel")),
            ("on-button", "button", 4.5),
            ("field", "paper", 3.0),
            ("link", "panel", 3.0),
            ("mark", "paper", 3.0),
        ],
    )
    def test_contrast(self, theme: str, front: str, behind: str, least: float) -> None:
        colours: dict[str, str] = getattr(self, theme)
        assert _contrast(colours[front], colours[behind]) >= least


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

"""Whatever was found and written: an answer carries no word of it, is well formed, and breaks no header."""

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatepost.model import Client, Part, Role, Where
from gatepost.responses import respond
from gatepost.responses.frames import frame
from gatepost.responses.notice import Form, Notice, Reason, build_notice, found_in
from gatepost.responses.sentence import LIMIT, sentence
from gatepost.responses.words import KINDS, Bilingual
from gatepost.testing import a_finding, a_post, a_request
from tests.unit.responses.notices import Shape

MARKER = "zqxj"  # in no word of ours

actions = st.sampled_from(["coach", "block", "fault", "prohibited", "busy"])
clients = st.sampled_from(list(Client))
marked = st.text(max_size=20).map(lambda text: f"{MARKER}{text}")
words = st.builds(Bilingual, st.text(max_size=400), st.text(max_size=400))
headers = st.lists(
    st.tuples(
        st.sampled_from(
            ["origin", "accept-language", "access-control-request-method", "access-control-request-headers"]
        ),
        st.text(max_size=60),
    ),
    max_size=6,
).map(tuple)
templates = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=20)
    | st.sampled_from(["{message}", "{help} {incident}"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=10,
).filter(lambda template: not isinstance(template, str))


@st.composite
def findings(draw: st.DrawFn) -> Any:
    """A finding in which everything that may be free text is the content's."""
    return a_finding(
        f"{draw(st.sampled_from([*KINDS, MARKER]))}:{draw(marked)}",
        detector=draw(marked),
        details=((draw(marked), draw(marked)),),
        excerpt=draw(marked),
        where=Where(
            part=draw(marked | st.sampled_from(["text", "media[0]"])), page=draw(st.none() | st.integers(1, 99))
        ),
    )


@st.composite
def parts(draw: st.DrawFn) -> Part:
    return Part(
        name=draw(marked | st.sampled_from(["text", "media[0]"])),
        role=draw(st.sampled_from(list(Role))),
        media_type=draw(marked | st.just("image/png")),
        filename=draw(marked),
        data=draw(marked).encode(errors="replace"),
    )


def notice(draw: Any, found: Any, pieces: Any, title: Bilingual, message: Bilingual) -> Notice:
    return build_notice(
        number="7Q3F-ABCD",
        action=draw,
        title=title,
        message=message,
        contact=title,
        kept=timedelta(days=90),
        guideline="2.6",
        found=found_in(found, pieces),
        help_url="https://intranet.agency.example/",
        page="http://gatepost.internal/7Q3F-ABCD",
        form=Form(
            action="/f",
            token="t",
            window=timedelta(minutes=10),
            reasons=(Reason("public", Bilingual("Public", "Public")),),
        ),
    )


@given(
    action=actions,
    client=clients,
    found=st.lists(findings(), max_size=4),
    pieces=st.lists(parts(), max_size=3),
    text=marked,
)
def test_no_word_of_the_content_is_in_an_answer(
    action: Any, client: Client, found: Any, pieces: Any, text: str
) -> None:
    told = notice(action, found, pieces, Bilingual("Title", "Titre"), Bilingual("Why.", "Pourquoi."))
    request = a_request(client=client, body=text.encode(errors="replace"), url=f"https://x.com/post?q={MARKER}")
    post = a_post(parts=tuple(pieces), reply_to=text, target=text, media=(text,))
    for shape in (None, Shape({"message": "{message}", "all": ["{message_en}{message_fr}{incident}{help}{code}"]})):
        response = respond(request=request, post=post, notice=told, refusal=shape)
        assert MARKER.encode() not in response.body
        assert MARKER not in str(response.headers)
        assert MARKER.encode() not in (frame(told, shape) or b"")


@given(action=actions, client=clients, head=headers, method=st.sampled_from(["POST", "OPTIONS"]), title=words)
def test_headers_never_hold_a_line_end(action: Any, client: Client, head: Any, method: str, title: Bilingual) -> None:
    request = a_request(client=client, headers=head, method=method)
    response = respond(request=request, post=None, notice=notice(action, (), (), title, title), refusal=None)
    for name, value in response.headers:
        assert "\r" not in name + value
        assert "\n" not in name + value
        assert (name + value).isascii()


@given(action=actions, template=templates, title=words, message=words)
def test_a_filled_template_is_json_of_the_same_shape(
    action: Any, template: Any, title: Bilingual, message: Bilingual
) -> None:
    told = notice(action, (), (), title, message)
    body = respond(request=a_request(), post=None, notice=told, refusal=Shape(template)).body
    assert _shape(json.loads(body)) == _shape(template)


@given(title=words, contact=words, found=st.lists(findings(), max_size=9), action=actions)
def test_a_sentence_is_one_short_line_with_the_number(
    title: Bilingual, contact: Bilingual, found: Any, action: Any
) -> None:
    brief = sentence(notice(action, found, (), title, contact))
    for text in (brief.en, brief.fr):
        assert len(text) <= LIMIT
        assert text.endswith("7Q3F-ABCD")
        assert "\n" not in text


@given(title=words, message=words)
def test_a_page_can_be_made_of_any_words(title: Bilingual, message: Bilingual) -> None:
    told = notice("coach", (), (), title, message)
    page = respond(request=a_request(client=Client.BROWSER), post=None, notice=told, refusal=None).body.decode()
    assert page.count("<script") == 0
    assert page.count("</html>") == 1


def _shape(tree: Any) -> Any:
    match tree:
        case dict():
            return {key: _shape(value) for key, value in tree.items()}
        case list():
            return [_shape(value) for value in tree]
        case str():
            return "text"
        case _:
            return tree


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_marker_is_in_no_word_of_ours(language: str) -> None:
    assert all(MARKER not in getattr(kind, language) for kind in KINDS.values())

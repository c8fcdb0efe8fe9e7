"""A notice as the body that a platform's own client shows."""

import json
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from gatepost.responses.api import api_response
from gatepost.responses.sentence import sentence
from gatepost.responses.words import Bilingual
from gatepost.testing import a_request
from tests.unit.responses.notices import Shape, a_notice, from_origin


def answered(shape: Shape | None, **changes: Any) -> Any:
    return json.loads(api_response(a_request(), a_notice(**changes), shape).body)


def test_the_default_is_one_error_object() -> None:
    brief = sentence(a_notice())
    assert answered(None) == {
        "error": {
            "code": "policy",
            "message": f"{brief.en} / {brief.fr}",
            "incident": "7Q3F-ABCD",
            "page": "",
            "help": "https://intranet.agency.example/social-media",
        }
    }


def test_a_template_is_filled_in_its_own_shape() -> None:
    brief = sentence(a_notice())
    shape = Shape(
        {"errors": [{"message": "{message_en}", "code": 187, "extra": ["{incident}", None, True]}], "t": "{message_fr}"}
    )
    assert answered(shape) == {
        "errors": [{"message": brief.en, "code": 187, "extra": ["7Q3F-ABCD", None, True]}],
        "t": brief.fr,
    }


def test_braces_that_are_not_a_placeholder_stay() -> None:
    assert answered(Shape({"a": "{other} {} {incident}"})) == {"a": "{other} {} 7Q3F-ABCD"}


def test_what_is_filled_in_is_not_looked_at_again() -> None:
    title = Bilingual('{incident} "quoted" \\ \n', "{help}")
    filled = answered(Shape({"a": "{message_en}"}), title=title)["a"]
    assert '{incident} "quoted" \\' in filled


def test_json_goes_out_as_exactly_that_type() -> None:
    assert dict(api_response(a_request(), a_notice(), None).headers)["Content-Type"] == "application/json"


def test_the_platforms_own_status_is_used() -> None:
    assert api_response(a_request(), a_notice(), Shape({}, status=200)).status == 200


@pytest.mark.parametrize(
    ("action", "status"), [("coach", 403), ("block", 403), ("prohibited", 403), ("fault", 503), ("busy", 503)]
)
def test_without_a_definition_the_status_says_whose_fault_it_is(action: str, status: int) -> None:
    assert api_response(a_request(), a_notice(action=action), None).status == status


def test_who_shall_try_again_later_is_told_when_whatever_the_platform_says() -> None:
    response = api_response(a_request(), a_notice(action="busy"), Shape({}, status=200))
    assert response.status == 503
    assert dict(response.headers)["Retry-After"] == "30"


@pytest.mark.parametrize(("action", "code"), [("coach", "policy"), ("fault", "fault"), ("busy", "busy")])
def test_the_code_is_from_a_closed_list(action: str, code: str) -> None:
    assert answered(None, action=action)["error"]["code"] == code


def test_every_answer_has_the_number_and_is_not_kept() -> None:
    headers = dict(api_response(from_origin("https://x.com"), a_notice(), None).headers)
    assert headers["Gatepost-Incident"] == "7Q3F-ABCD"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Access-Control-Allow-Origin"] == "https://x.com"


def test_javascript_around_json_stays_readable() -> None:
    title = Bilingual('say "no" \\ or\nelse', "dites « non »")
    shape = Shape(
        'for (;;);{"error":1,"errorSummary":"{message}"}', content_type="application/x-javascript; charset=utf-8"
    )
    body = api_response(a_request(), a_notice(title=title), shape).body.decode()
    assert 'say "no"' in json.loads(body.removeprefix("for (;;);"))["errorSummary"]


def test_xml_stays_readable() -> None:
    title = Bilingual("<b> & ]]>", "<b>")
    shape = Shape("<Error><Message>{message}</Message></Error>", content_type="application/xml")
    body = api_response(a_request(), a_notice(title=title), shape).body
    assert "<b> & ]]>" in (ET.fromstring(body).findtext("Message") or "")  # noqa: S314 - our own bytes


def test_plain_text_is_plain() -> None:
    shape = Shape("{message_en}", content_type="text/plain")
    assert api_response(a_request(), a_notice(), shape).body.decode() == sentence(a_notice()).en

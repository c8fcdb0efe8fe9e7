"""Which operations are in a request."""

from gatepost.model import Activity
from gatepost.platforms.match import Recognised
from gatepost.platforms.units import SERIOUSNESS, fragments
from tests.unit.platforms.definitions import platforms, request


def found(path: str, **given: object) -> list[tuple[str, object]]:
    asked = request(path, **given)
    recognised = platforms().recognise(asked.method, asked.url, asked.headers)
    assert isinstance(recognised, Recognised)
    return [(fragment.endpoint.name, fragment.context.unit) for fragment in fragments(asked, recognised)[0]]


def test_every_activity_has_its_seriousness() -> None:
    assert set(SERIOUSNESS) == set(Activity)
    assert SERIOUSNESS[0] is Activity.POST
    assert SERIOUSNESS[-1] is Activity.DELETE


def test_the_first_endpoint_that_fits_takes_a_unit() -> None:
    assert [name for name, _ in found("/v1/posts", json={"visibility": "direct"})] == ["whisper"]
    assert [name for name, _ in found("/v1/posts", json={})] == ["post"]


def test_elements_of_a_list_are_units_each_with_its_own_endpoint() -> None:
    assert [name for name, _ in found("/v1/posts", json=[{"visibility": "direct"}, {"text": "x"}])] == [
        "whisper",
        "post",
    ]


def test_two_readings_of_a_condition_ask_the_next_endpoint_too() -> None:
    body = '{"visibility": "direct", "visibility": "all"}'
    assert [name for name, _ in found("/v1/posts", body=body)] == ["whisper", "post"]


def test_two_readings_of_an_operation_are_both_read() -> None:
    body = '{"operationName": "EditPost", "operationName": "CreatePost"}'
    assert sorted(name for name, _ in found("/graphql", body=body)) == ["gql-edit", "gql-post"]
    body = '{"operationName": "EditPost", "operationName": "FeedQuery"}'
    assert [name for name, _ in found("/graphql", body=body)] == ["gql-edit"]
    body = '{"operationName": "FeedQuery", "operationName": "Unheard"}'
    assert [name for name, _ in found("/graphql", body=body)] == ["other"]


def test_a_root_that_finds_nothing_is_the_unit_itself() -> None:
    assert found("/v1/batch", json={"items": [1, 2]}) == [("many", 1), ("many", 2)]
    assert found("/v1/batch", json={"text": "x"}) == [("many", {"text": "x"})]


def test_an_unreadable_body_is_what_it_would_be_at_worst() -> None:
    assert [name for name, _ in found("/wire", base64="/////w==")] == ["wire"]
    broken = found("/v1/posts", body="{", headers={"content-type": "application/json"})
    assert [name for name, _ in broken] == ["post"]

"""Operation names: where they stand, what they are, which only read."""

from gatepost.platforms.address import parse_address
from gatepost.platforms.operations import Operations
from gatepost.platforms.paths import Context
from tests.unit.platforms.definitions import platforms

CHIRP = platforms().specs["chirp"]
GRAPHQL = Operations(CHIRP, CHIRP.transports[0])
CONTEXT = Context(address=parse_address(""))


def test_a_name_is_an_endpoint() -> None:
    assert [endpoint.name for endpoint in GRAPHQL.named("CreatePost")] == ["gql-post"]
    assert [endpoint.name for endpoint in GRAPHQL.named("PublishAnything")] == ["gql-post"]
    assert GRAPHQL.named("createpost") == []


def test_names_that_only_read_are_known() -> None:
    assert GRAPHQL.ignores("FeedQuery")
    assert GRAPHQL.ignores("Ping")
    assert not GRAPHQL.ignores("Pinging")


def test_the_first_place_that_says_anything_counts() -> None:
    both = CONTEXT._replace(headers=(("x-operation", "A"),), unit={"operationName": "B"})
    assert GRAPHQL.names(both) == ["B"]
    assert GRAPHQL.names(both._replace(unit={})) == ["A"]
    assert GRAPHQL.names(CONTEXT) == ()


def test_a_head_tells_only_what_stands_in_path_or_query() -> None:
    named = Operations(CHIRP, CHIRP.transports[1])
    assert named.names_in_head(CONTEXT._replace(captures=("Post",))) == ["Post"]
    assert named.names_in_head(CONTEXT) == ()
    assert GRAPHQL.names_in_head(CONTEXT._replace(headers=(("x-operation", "A"),))) == ()

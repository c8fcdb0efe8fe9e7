"""The parts of a post have stable names, and nothing is there twice."""

from tests.unit.platforms.definitions import a_read_post, said


def test_parts_are_named_by_role_and_number() -> None:
    post = a_read_post(json={"text": "a", "note": "b", "title": "t", "images": [{"alt": "x"}, {"alt": "y"}]})
    assert list(said(post)) == ["text", "text[1]", "title", "alt[0]", "alt[1]"]


def test_the_same_text_in_two_places_is_one_part() -> None:
    assert said(a_read_post("/v1/posts?text=a", json={"text": "a", "note": "a"})) == {"text": "a"}


def test_a_text_in_another_role_is_another_part() -> None:
    assert said(a_read_post(json={"text": "a", "title": "a"})) == {"text": "a", "title": "a"}


def test_files_of_a_batch_are_attached_once() -> None:
    inline = "data:text/csv;base64,YSxi"
    post = a_read_post("/v1/batch", json={"items": [{"text": "a"}, {"text": "b", "file": inline}]})
    assert [part.name for part in post.parts] == ["text", "text[1]", "media[0]"]
    assert post.parts[2].data == b"a,b"


def test_inline_media_is_no_text_of_an_unknown_write() -> None:
    post = a_read_post("/unheard", json={"a": "data:image/png;base64,AAAA", "b": "data: my notes, in short"})
    assert said(post) == {"text": "data: my notes, in short"}
    assert len(post.parts) == 2


def test_a_file_name_is_bounded() -> None:
    part = {"name": "f", "filename": "x" * 3000 + ".png", "text": "y"}
    assert len(a_read_post("/v1/attach", multipart=[part]).parts[0].filename) == 255


def test_words_that_are_not_where_they_should_be_are_found() -> None:
    moved = {"message": {"body": "The words moved here"}, "id": "a-token-or-an-id", "text": None}
    assert said(a_read_post(json=moved)) == {"text": "The words moved here"}
    assert said(a_read_post(body="just words in plain text", headers={"content-type": "text/plain"})) == {
        "text": "just words in plain text"
    }
    assert said(a_read_post(json={**moved, "images": [{"id": "77"}]})) == {}


def test_too_many_places_to_look_for_lost_words_is_told() -> None:
    assert a_read_post(json={"x": [1] * 100_001}).problem == "too-large"

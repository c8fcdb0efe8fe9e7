"""How values stand to the word that announces them."""

import pytest

from gatepost.detectors.credentials.announced import Relation, values


@pytest.mark.parametrize(
    ("text", "value", "relation"),
    [
        ("word: x1y2", "x1y2", Relation.SIGN),
        ('"word": "x1y2"', "x1y2", Relation.SIGN),
        ("word=x1y2;", "x1y2", Relation.SIGN),
        ("word → x1y2", "x1y2", Relation.SIGN),
        ("word is x1y2", "x1y2", Relation.VERB),
        ("le word c'est x1y2", "x1y2", Relation.VERB),
        ("word x1y2", "x1y2", Relation.BESIDE),
        ("word for the lab: x1y2", "x1y2", Relation.FURTHER),
        ("word du chalet est x1y2", "x1y2", Relation.FURTHER),
        ("the word (x1y2) is old", "x1y2", Relation.APART),
        ("the same word everywhere, x1y2, sigh", "x1y2", Relation.APART),
        ("a word. ours is x1y2", "x1y2", Relation.NEXT),
        ("le word? x1y2. voila", "x1y2", Relation.NEXT),
        ("word of the manager x1y2", "x1y2", Relation.LOOSE),
        ("x1y2 is the word", "x1y2", Relation.BEFORE),
        ("use x1y2 as the wifi word", "x1y2", Relation.BEFORE),
    ],
)
def test_names_the_relation(text: str, value: str, relation: Relation) -> None:
    start = text.index("word")
    found = {text[seen.start : seen.end]: seen.relation for seen in values(text, (start, start + 4))}
    assert found[value] is relation


def test_nothing_stands_beyond_the_next_sentence() -> None:
    text = "the word. it rained. we left. x1y2"
    assert list(values(text, (4, 8))) == []

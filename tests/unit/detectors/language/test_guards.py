"""A word that wounds is innocent where it is denied, reported, or said of nobody in earnest."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.language.insults import insults
from gatepost.detectors.language.kinds import insult_writer
from tests.unit.detectors.readings import a_reading

WRITER, INSULTS = insult_writer(shipped_resources()), insults(shipped_resources())


def insulted(text: str) -> bool:
    return any(INSULTS.find(WRITER.write(a_reading(text))))


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("denied", "she is not a moron"),
        ("told", "he called me a moron"),
        ("the word itself", "the word moron is old"),
        ("oneself", "I'm such a moron"),
        ("oneself, behind", "what an idiot I am"),
        ("a thing", "this printer is an idiot"),
        ("a thing, behind", "that bastard of a hill"),
        ("in praise", "you absolute legend"),
        ("a pet", "our cat is an imbecile"),
        ("a pet, by its pronoun", "I love my dog but he is a moron"),
        ("animals as such", "the rats are in the shed"),
        ("animals as such", "le chien du voisin"),
        ("among friends", "you idiot 😂"),
        ("in a story", "the villain is a moron"),
        ("a condition", "are you an idiot if you wait"),
        ("the answer of somebody", "la réponse de la ministre était pathétique"),
        ("criticism", "the minister is incompetent, dishonest and wrong"),
        ("an adjective of a thing", "c'est idiot comme règle"),
    ],
)
def test_it_is_innocent(reason: str, text: str) -> None:
    assert not insulted(text), reason

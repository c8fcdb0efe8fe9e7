"""A word that wounds is an insult where it is said of somebody, in one of the forms that both languages share."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.language.insults import LETTERS, insults
from gatepost.detectors.language.roles import Line, roles
from tests.unit.detectors.readings import a_reading

ROLES = roles(shipped_resources(), LETTERS)


def insulted(text: str) -> list[str]:
    """The letters of those insulted, `-` where the form names nobody."""
    line = ROLES.line(a_reading(text), [(0, len(text))])
    return [insult.who or "-" for insult in sorted(insults(line), key=lambda insult: insult.start)]


@pytest.mark.parametrize(
    ("form", "text", "who"),
    [
        ("you are it", "you are a lying weasel", "Y"),
        ("you are it", "vous êtes une sale couleuvre", "Y"),
        ("you!", "you greedy old pig", "Y"),
        ("you are so", "you're so stupid", "Y"),
        ("somebody is it", "the coach is a spineless worm", "p"),
        ("somebody is it", "la mairesse est une vraie vipère", "p"),
        ("with an aside", "the guy who runs the canteen is a crook", "p"),
        ("with a place between", "drivers in this town are absolute clowns", "G"),
        ("of those who are hated anyway, a fault is enough", "newcomers are all lazy", "g"),
        ("beside a name", "Sharma, you absolute weasel", "Y"),
        ("after a question", "Les fonctionnaires? Des parasites.", "G"),
        ("of a director", "that clown of a director", "p"),
        ("before the one it is said of", "this clown minister again", "p"),
        ("several at once", "what a pack of greedy rats", "-"),
        ("an animal made a person", "lying snake!", "-"),
        ("called so", "espèce de truie", "-"),
        ("by itself", "some imbecile took my spot", "-"),
        ("threatened with death", "you're dead, Sharma", "Y"),
    ],
)
def test_finds(form: str, text: str, who: str) -> None:
    assert insulted(text) == [who], form


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
def test_leaves_alone(reason: str, text: str) -> None:
    assert insulted(text) == [], reason


def test_what_follows_an_innocent_word_goes_with_it() -> None:
    assert insulted("Les chèvres sont des idiotes. Des idiotes merveilleuses.") == []


def test_a_line_of_any_length_costs_its_length() -> None:
    letters = "pqDoNB" * 20_000
    assert list(insults(Line(letters=letters, places=[(0, 0)] * len(letters)))) == []

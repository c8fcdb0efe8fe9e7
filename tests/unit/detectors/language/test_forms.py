"""A word that wounds is an insult where it is said of somebody, in one of the forms that both languages share."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.language.insults import insults
from gatepost.detectors.language.kinds import insult_writer
from tests.unit.detectors.readings import a_reading

WRITER, INSULTS = insult_writer(shipped_resources()), insults(shipped_resources())


def insulted(text: str) -> list[str]:
    """The kinds of those insulted, `-` where the form names nobody."""
    found = INSULTS.find(WRITER.write(a_reading(text)))
    return [insult.who or "-" for insult in sorted(found, key=lambda insult: insult.start)]


@pytest.mark.parametrize(
    ("form", "text", "who"),
    [
        ("you are it", "you are a lying weasel", "you"),
        ("you are it", "vous êtes une sale couleuvre", "you"),
        ("you!", "you greedy old pig", "you"),
        ("you are so", "you're so stupid", "you"),
        ("somebody is it", "the coach is a spineless worm", "person"),
        ("somebody is it", "la mairesse est une vraie vipère", "person"),
        ("with an aside", "the guy who runs the canteen is a crook", "person"),
        ("with a place between", "drivers in this town are absolute clowns", "group"),
        ("of those who are hated anyway, a fault is enough", "newcomers are all lazy", "protected"),
        ("beside a name", "Sharma, you absolute weasel", "you"),
        ("after a question", "Les fonctionnaires? Des parasites.", "group"),
        ("of a director", "that clown of a director", "person"),
        ("before the one it is said of", "this clown minister again", "person"),
        ("several at once", "what a pack of greedy rats", "-"),
        ("an animal made a person", "lying snake!", "-"),
        ("called so", "espèce de truie", "-"),
        ("by itself", "some imbecile took my spot", "-"),
        ("utterly anything", "you absolute walnut, Brenda", "you"),
        ("like something", "she is as lazy as a cat and stupid like a post", "he"),
        ("like something, by a fault", "Elle est innocente comme un tabouret", "he"),
        ("who he is, in one word", "Y'est cave", "he-is"),
        ("spoken to as one's own", "Hey mon beau connard, réponds", "hey"),
        ("of somebody asked for", "Lui? Une vraie couleuvre.", "he"),
        ("in apposition", "this so-called professor, this fraud, this bald little toad", "person"),
        ("an emphatic one", "what a miserable excuse for a human being my landlord is", "-"),
        ("of two things at once", "Menteurs pis voleurs!", "-"),
        ("threatened with death", "you're dead, Sharma", "you"),
    ],
)
def test_a_form_wounds(form: str, text: str, who: str) -> None:
    assert insulted(text) == [who], form

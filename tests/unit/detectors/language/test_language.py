"""Profanity strong and mild, and abuse with its target: what counts, and what only looks like it."""

import pytest

from bench.accuracy import tally
from bench.corpora import corpus, shipped_resources
from gatepost.detectors import detect_all, together
from gatepost.detectors.language import build
from gatepost.folding import text_item
from gatepost.model import Where

LANGUAGE = build(shipped_resources())


@pytest.mark.parametrize(
    ("remark", "text", "expected"),
    [
        ("strong", "what a shitty deal", {"profanity:strong"}),
        ("strong, quoted", '"fuck it," she said', {"profanity:strong"}),
        ("a sacre", "tabarnak qu'il fait froid", {"profanity:strong"}),
        ("a church word as an oath", "ciboire, encore un formulaire!", {"profanity:strong"}),
        ("the oath's own spelling", "câlice de trafic", {"profanity:strong"}),
        ("masked", "f*ck this", {"profanity:strong"}),
        ("a digit for a letter", "t4barnak", {"profanity:strong"}),
        ("stretched", "fuuuuck", {"profanity:strong"}),
        ("apart", "oh s.h.i.t", {"profanity:strong"}),
        ("mild", "what the hell", {"profanity:mild"}),
        ("mild in French", "maudit que c'est bon", {"profanity:mild"}),
        ("vexed", "Merde, mes clés", set()),
        ("what something is called", "c'est de la merde, ce wifi", {"profanity:mild"}),
        ("softened", "tabarnouche, câline, mautadit", set()),
        ("a town", "Greetings from Scunthorpe", set()),
        ("a mushroom", "shiitake soup", set()),
        ("a place", "Hell, Norway in winter", set()),
        ("a host", "l'hostie consacrée pendant la messe", set()),
        ("a chalice", "Le prêtre a levé le calice", set()),
        ("a pattern", "criss-cross quilt", set()),
        ("a count", "le compte est bon", set()),
        ("the agency, without swearing", "StatCan is run by crooks and liars", {"abuse:agency"}),
        ("the agency, spoken to", "@StatCan_fra bande de crétins", {"abuse:agency"}),
        ("those who work there", "the idiots at StatCan lost my form", {"abuse:agency"}),
        ("a person", "you absolute moron", {"abuse:person"}),
        ("a person by name", "Kevin is a liar", {"abuse:person"}),
        ("a person, in French", "mon boss est un imbécile", {"abuse:person"}),
        ("a threat", "je vais te casser les jambes", {"abuse:person"}),
        ("a wish of death, laughing", "kill yourself lol", {"abuse:person"}),
        ("a group", "Leafs fans are inbred morons", {"abuse:group"}),
        ("several spoken to", "you idiots", {"abuse:group"}),
        ("go home", "retournez dans votre pays", {"abuse:group"}),
        ("masked", "id!ots, all of you idiots", {"abuse:group"}),
        ("criticism of the agency", "StatCan's methodology is a disgrace", set()),
        ("criticism of a minister", "La ministre a menti et devrait démissionner", set()),
        ("criticism of a colleague", "Your analysis is lazy and your chart is worse", set()),
        ("among friends", "you idiot 😂 love you", set()),
        ("hyperbole", "I'll kill you lol", set()),
        ("denied", "you're not an idiot", set()),
        ("told of others", 'he yelled "you moron" at the bus', set()),
        ("oneself", "I'm such an idiot", set()),
        ("a thing", "my printer is an idiot", set()),
        ("a film", "this movie is garbage", set()),
        ("a delay", "le retard est inexcusable", set()),
    ],
)
def test_finds(remark: str, text: str, expected: set[str]) -> None:
    findings = detect_all([text_item(Where(part="text"), text)], together(LANGUAGE))
    assert {finding.name for finding in findings} == expected, remark


@pytest.mark.parametrize("tongue", ["en", "fr"])
def test_criticism_without_insult_is_never_a_finding(tongue: str) -> None:
    cases = corpus("criticism", tongue)
    assert len(cases) >= 110
    sums = tally(cases, together(LANGUAGE))
    assert {row for row, _, _ in sums} == {"criticism: abuse", "criticism: profanity"}
    assert [row for row, sum_ in sums.items() if sum_.false] == []

"""The surest form at each place is believed, and what follows an innocent word goes with it."""

from bench.corpora import shipped_resources
from gatepost.detectors.language.insults import insults
from gatepost.detectors.language.kinds import insult_writer
from gatepost.detectors.wording.shorthand import Shorthand
from tests.unit.detectors.readings import a_reading

WRITER, INSULTS = insult_writer(shipped_resources()), insults(shipped_resources())


def insulted(text: str) -> list[str]:
    """The kinds of those insulted, `-` where the form names nobody."""
    found = INSULTS.find(WRITER.write(a_reading(text)))
    return [insult.who or "-" for insult in sorted(found, key=lambda insult: insult.start)]


def test_one_place_has_one_insult() -> None:
    assert insulted("you are a lying weasel") == ["you"]


def test_what_follows_an_innocent_word_goes_with_it() -> None:
    assert insulted("Les chèvres sont des idiotes. Des idiotes merveilleuses.") == []


def test_a_text_of_any_length_costs_its_length() -> None:
    kinds = WRITER.vocabulary.signs
    signs = "".join(kinds[kind] for kind in ("person", "article", "being", "strong", "vice", "this", "who")) * 20_000
    every = range(len(signs) + 1)
    assert list(INSULTS.find(Shorthand(signs=signs, tokens=["_"] * len(signs), starts=every, firsts=every))) == []

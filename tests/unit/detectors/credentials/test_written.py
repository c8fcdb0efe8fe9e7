"""Values are read in their own case."""

from gatepost.detectors.credentials.announced import Relation, Value
from gatepost.detectors.credentials.passwords import Strength
from gatepost.detectors.credentials.written import written_of
from gatepost.detectors.views.disguise import readings
from gatepost.detectors.views.reading import Reading, View
from gatepost.folding import text_item
from gatepost.model import Where


def reading(text: str, view: View = View.PLAIN) -> Reading:
    return next(seen for seen in readings(text_item(Where(part="text"), text)) if seen.view is view)


def test_keeps_capitals_and_positions() -> None:
    text = written_of(reading("d\u00e9j\u00e0: Blue\u200bNose9"))
    assert text.written == "deja: BlueNose9"
    assert len(text.written) == len(text.folded)


def test_takes_look_alikes_for_what_they_look_like() -> None:
    assert written_of(reading("\uff27\uff4f\uff52\uff44")).written == "Gord"


def test_letters_that_had_gaps_keep_their_digits() -> None:
    text = written_of(reading("p w : L o o n B a y 9 9 9 9", View.SPACED))
    start = text.folded.index("loon")
    value = Value(Relation.SIGN, start, start + len("loonbay"), quoted=False, last=True)
    assert text.text(value) == "LoonBay9999"


def test_an_exclamation_mark_in_quotation_marks_belongs_to_the_value() -> None:
    text = written_of(reading('"Dewey813!" or'))
    assert text.strength(Value(Relation.SIGN, 1, 10, quoted=True, last=False)) is Strength.STRONG


def test_a_handle_is_a_mention() -> None:
    text = written_of(reading("see @rosa77x"))
    assert text.is_mention(Value(Relation.LOOSE, 5, 12, quoted=False, last=True))

"""What shows otherwise than it is written is read as it shows; what nobody sees is read all the same."""

from gatepost.detectors.views.decoding import decoded
from gatepost.detectors.views.rewriting import Rewritten


def read(text: str) -> Rewritten:
    result = decoded(text)
    assert result is not None
    return result


def test_an_override_shows_its_letters_in_reverse() -> None:
    assert read("see \u202eB DETCETORP\u202c now").text == "see PROTECTED B now"
    assert read("\u202eterces\nnext line").text == "secret\nnext line"


def test_what_is_turned_round_is_named_as_a_whole() -> None:
    result = read("see \u202eB DETCETORP\u202c now")
    assert {(result.starts[place], result.ends[place]) for place in range(4, 15)} == {(4, 17)}


def test_letters_on_their_heads_are_read_from_the_end() -> None:
    assert read("ɐʇɐp ʇǝɹɔǝs").text == "secret data"
    assert read("first line\nq pǝʇɔǝʇoɹd").text == "first line\nprotected b"


def test_one_turned_letter_is_a_letter() -> None:
    assert decoded("the sound ɹ in IPA") is None


def test_tags_and_selectors_that_spell_a_text_are_read() -> None:
    tagged = "".join(chr(0xE0000 + ord(letter)) for letter in "secret")
    assert read(f"hello {tagged}!").text == "hello secret!"
    selected = "".join(chr(0xFE00 + byte if byte < 16 else 0xE0100 + byte - 16) for byte in b"secret")
    assert read(f"hello 😀{selected}").text == "hello 😀secret"


def test_the_halves_of_many_flags_are_letters() -> None:
    assert read("🇸🇪🇨🇷🇪🇹 🇧").text == "SECRET B"
    assert decoded("🇨🇦 vs 🇸🇪") is None


def test_a_picture_with_its_selector_hides_nothing() -> None:
    assert decoded("❤️ ☀️ 🏴 👍🏽") is None

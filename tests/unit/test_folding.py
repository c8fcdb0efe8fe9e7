"""Folding undoes what changes the bytes and not the reading, and always finds the way back."""

import pytest

from gatepost.folding import fold, text_item, words
from gatepost.lookalikes import LOOKALIKES
from gatepost.model import Text, Where


def a_text(text: str) -> Text:
    return text_item(Where(part="text"), text)


@pytest.mark.parametrize(
    ("remark", "written", "folded"),
    [
        ("case", "Protected B", "protected b"),
        ("accents", "PROTÉGÉ à l'été", "protege a l'ete"),
        ("accents as marks of their own", "PROTE\u0301GE\u0301", "protege"),
        ("Cyrillic letters", "РRОTЕСTЕD", "protected"),
        ("Greek capitals", "ΡΟΤ", "pot"),
        ("Cherokee and small capitals", "Ꮪᴇᴄʀᴇᴛ", "secret"),
        ("full width", "Ｐｒｏｔｅｃｔｅｄ　Ｂ", "protected b"),
        ("mathematical bold", "𝐒𝐄𝐂𝐑𝐄𝐓", "secret"),
        ("circled, squared and negative letters", "ⓢ🄴🅒🆁ⓔ🅃", "secret"),
        ("parenthesised letters", "⒮⒠⒞⒭⒠⒯", "secret"),
        ("letters with hooks, strokes and turned round", "ƥɽøŧǝƈŧɇđ ƃ", "protected b"),
        ("Greek and Cyrillic shapes of Latin letters", "SΞCЯΞT ДИD ΛCΛDЄMIC", "secret and academic"),
        ("Lisu, Coptic, Canadian syllabics", "ꓢꓰꓚꓣꓰꓔ ⲤⲞ ᑭᖇOTᗴᑕTᗴᗪ", "secret co protected"),
        ("Chinese, Yi and Thai shapes", "卩尺ㄖㄒ乇匚ㄒ乇ᗪ ꌗꍟꉓꋪꍟ꓄ รєςгєt", "protected secret secret"),
        ("currency signs", "₱ⱤØ₮Ɇ₵₮ɆĐ ฿", "protected b"),
        ("keycaps, circled and negative digits", "1️⃣②❸➃⓹⒍𝟕", "1234567"),
        ("superscript letters", "ˢᵉᶜʳᵉᵗ", "secret"),
        ("marks heaped on letters", "s\u0336\u0489e\u0301\u0302c\u0334r\u035ce\u0332t\u0358", "secret"),
        ("zero-width space, soft hyphen, joiner, bidi", "s\u200be\u00adc\u200dr\u202ee\u2066t", "secret"),
        ("variation selector and tag characters", "b\ufe0f\U000e0041", "b"),
        ("control characters in ASCII", "se\x08cr\x00et", "secret"),
        ("ligatures", "œuvre Æther ﬁn", "oeuvre aether fin"),
        ("typographic quotes, dashes and spaces", "« l’été – 8\u202fh\u00a030 »", '" l\'ete - 8 h 30 "'),
        ("digits of other scripts", "٠٤٦ ４５４", "046 454"),
        ("line separators", "a\u2028b", "a\nb"),
        ("what has no Latin reading stays", "日本 🙂", "日本 🙂"),
    ],
)
def test_reads_as(remark: str, written: str, folded: str) -> None:
    assert fold(written)[0] == folded, remark


def test_every_character_folds_alike_alone_and_among_many_and_once_is_enough() -> None:
    many = "".join(map(chr, range(0x00C0, 0x00FF)))
    for character in (*map(chr, range(128, 0x2000)), *map(chr, range(0x2000, 0x30000, 11)), *LOOKALIKES):
        folded, _ = fold(character)
        assert fold(folded)[0] == folded
        assert fold(many + character)[0] == fold(many)[0] + folded


def test_ascii_and_one_to_one_texts_need_no_offsets() -> None:
    assert fold("Plain\ttext\n")[1] is None
    assert fold("Été à la plage")[1] is None


def test_a_span_names_the_place_in_the_original() -> None:
    text = a_text("un œil, PRO\u200bTÉGÉ B ici")
    start = text.folded.index("protege b")
    left, right = text.span(start, start + len("protege b"))
    assert text.original[left:right] == "PRO\u200bTÉGÉ B"


def test_places_can_be_gone_through_and_counted_as_any_sequence() -> None:
    offsets = fold("a\u200bbc")[1]
    assert offsets is not None
    assert [*offsets] == [0, 2, 3, 4] == [offsets[place] for place in range(len(offsets))]


def test_words_are_whole_and_the_longest_wins() -> None:
    pattern = words(["stat", "stat can", "Québec"])
    assert [match.group() for match in pattern.finditer("stat can, stats, stat, quebec, quebecois")] == [
        "stat can",
        "stat",
        "quebec",
    ]


def test_a_star_stands_for_any_ending() -> None:
    pattern = words(["confiden*"])
    assert pattern.findall("confidential confidence unconfident") == ["confidential", "confidence"]


def test_blanks_in_a_term_match_a_line_break() -> None:
    assert words(["internal use"]).search("internal\n  use")


def test_a_list_without_terms_matches_nothing() -> None:
    assert not words([]).search("anything")

"""Text packed in base64, base32, hexadecimal or binary is read; words, keys and pictures are left as they are."""

import base64

import pytest

from gatepost.detectors.views.decoding import decoded

SENTENCE = "Ébauche, ne pas diffuser"


def packed(kind: str) -> str:
    data = SENTENCE.encode()
    return {
        "base64": base64.b64encode(data).decode(),
        "base64 without its end": base64.b64encode(data).decode().rstrip("="),
        "base32": base64.b32encode(data).decode(),
        "hexadecimal": data.hex(),
        "hexadecimal with blanks": data.hex(" "),
        "hexadecimal as in programs": " ".join(f"0x{byte:02X}" for byte in data),
        "binary": " ".join(f"{byte:08b}" for byte in data),
    }[kind]


@pytest.mark.parametrize(
    "kind",
    [
        "base64",
        "base64 without its end",
        "base32",
        "hexadecimal",
        "hexadecimal with blanks",
        "hexadecimal as in programs",
        "binary",
    ],
)
def test_packed_text_is_read(kind: str) -> None:
    result = decoded(f"(lire : {packed(kind)})")
    assert result is not None
    assert result.text == f"(lire : {SENTENCE})"


def test_letters_in_front_do_not_hide_a_packed_text() -> None:
    result = decoded(f"xx{packed('base64')}")
    assert result is not None
    assert result.text == f"xx{SENTENCE}"


@pytest.mark.parametrize("kind", ["base64", "base32", "hexadecimal", "binary"])
def test_a_packed_character_stands_for_all_that_holds_its_bits(kind: str) -> None:
    code = packed(kind)
    result = decoded(f"- {code} -")
    assert result is not None
    first, last = result.text.index("É"), result.text.index("r", 20)
    assert result.starts[first] == 2
    assert result.ends[last] == 2 + len(code)
    assert all(left <= right for left, right in zip(result.starts, result.starts[1:], strict=False))


@pytest.mark.parametrize(
    "written",
    [
        "anticonstitutionnellement InternationalisationServices",
        "commit 3f786850e387550fdab836ed7e6dc881de23001b",
        "AKIAIOSFODNN7AAAAAAA",
        "CONFIDENTIEL, ANTICONSTITUTIONNELLEMENT",
        "GOVERNMENT Situation Memorandum",
        "ages 52, 57, 70, 49, 63, 55, 48",
        "1078666615 4182633043483957",
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ",
        "2026-11-24 10:15:30, 613-555-0192, 46 454 286",
        "10110111 01101001 11111111",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    ],
)
def test_what_is_no_text_stays(written: str) -> None:
    assert decoded(written) is None

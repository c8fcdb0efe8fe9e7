"""What a machine drew, beside a word for a key. All of them are made up."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.credentials.keys import keys
from gatepost.detectors.credentials.written import Written

KEYS = keys(shipped_resources())
HEX = "9f8a7d6c5b4e3f2a1b0c9d8e7f6a5b4c"


def found(written: str) -> list[str]:
    text = Written(folded=written.lower(), written=written, gapped=False)
    return [written[start:end] for start, end in KEYS.found(text)]


@pytest.mark.parametrize(
    "written", [f"api key: {HEX}", f"le jeton, {HEX}, marche", f"{HEX} is my token", f"SECRET={HEX}"]
)
def test_a_word_for_a_key_makes_it_one(written: str) -> None:
    assert found(written) == [HEX]


@pytest.mark.parametrize(
    "written",
    [
        HEX,
        f"sha256 {HEX}",
        f"the api key docs moved in commit {HEX}",
        "token: internationalization-of-everything",
        "the secret: no file called resume_FINAL_final2.pdf",
        "key: src/components/keys/index2",
        "my key: AAAAB3NzaC1yc2EAAAADAQABgQjgyoCNn9HCulIK",  # a public one
    ],
)
def test_leaves_alone(written: str) -> None:
    assert found(written) == []


def test_a_key_may_be_in_pieces() -> None:
    pieces = "uPQEoA2MS60A\nMlupqlwVDLFx\na4vn753QR9O2"
    assert found(f"the token:\n{pieces}\nglue them") == [pieces]

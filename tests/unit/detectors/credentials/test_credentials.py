"""Passwords, keys and tokens. All of them are made up."""

import pytest

from bench.accuracy import tally, with_totals
from bench.corpora import corpus, shipped_resources
from gatepost.detectors import detect_all, together
from gatepost.detectors.credentials import build
from gatepost.folding import text_item
from gatepost.model import Finding, Where

CREDENTIALS = build(shipped_resources())
GITHUB = "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"


def detect(text: str) -> tuple[Finding, ...]:
    return detect_all([text_item(Where(part="text"), text)], together(CREDENTIALS))


@pytest.mark.parametrize(
    ("remark", "text", "expected"),
    [
        ("a token with its checksum", f"use {GITHUB} please", {"github-token"}),
        ("a key", "AKIASYEEFNPAXX5I6IYL", {"aws-key"}),
        ("a private key", "-----BEGIN EC PRIVATE KEY-----\nMHcCAQ", {"private-key"}),
        ("a password after a colon", "Password: hunter2Blue!", {"password"}),
        ("after a verb", "le mot de passe est Tuque!2026", {"password"}),
        ("after what it is for", "password for the lab wifi: Tuque!2026", {"password"}),
        ("in a program", 'db_password = "t7-Loon-Lake"', {"password"}),
        ("in an address", "postgres://intake:Tr4pdoor92@db.example.net/x", {"connection-string"}),
        ("four words", "passphrase: correct horse battery staple", {"password"}),
        ("a number that opens", "PIN: 80812", {"password"}),
        ("a key without a shape", "api_key=9f8a7d6c5b4e3f2a1b0c9d8e7f6a5b4c", {"key"}),
        ("a letter from elsewhere in the cue", "раsswоrd: hunter2Blue!", {"password"}),
        # and what must not be taken for one
        ("a placeholder", "password=<your password>", set()),
        ("asterisks", "mot de passe : ********", set()),
        ("code that fetches it", 'password = os.environ["DB"]', set()),
        ("advice", "password must be 12 characters", set()),
        ("a sentence", "The password is on the note", set()),
        ("a question", "wifi password?", set()),
        ("a default", "postgres://user:password@localhost/db", set()),
        ("a hash", "361b43be4de8db4947f39b8868767611088d0137", set()),
        ("a public key", "-----BEGIN PUBLIC KEY-----", set()),
        ("a maxim", "Use a passphrase: long is better than complex", set()),
    ],
)
def test_finds(remark: str, text: str, expected: set[str]) -> None:
    assert {finding.value for finding in detect(text)} == expected, remark


def test_a_finding_covers_the_value_with_its_invisible_characters() -> None:
    text = f"é {GITHUB[:20]}\u200b{GITHUB[20:]} ok"
    [finding] = detect(text)
    assert finding.where.span is not None
    assert text[slice(*finding.where.span)] == f"{GITHUB[:20]}\u200b{GITHUB[20:]}"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_corpus_stays_above_its_floor(language: str) -> None:
    total = with_totals(tally(corpus("credential", language), together(CREDENTIALS)))["credential", language, "all"]
    assert (total.precision or 0) >= 0.97
    assert (total.recall or 0) >= 0.95

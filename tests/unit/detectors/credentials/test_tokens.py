"""Keys and tokens by their shape. All of them are made up."""

import pytest

from gatepost.detectors.credentials.tokens import TOKEN_HINTS, looks_random, tokens
from gatepost.enrolment.matcher import compile_here

RANDOM = "C3J27XDCG2LmlZGEONYlgCtjfIZ4SO2H"
JWT = "eyJhbGciOiAiSFMyNTYifQ.eyJzdWIiOiAidS0yMDQifQ.o5nVjzz8Gwb8ewCISuYCl0Xq56zaWR7PAmpBFXlNPHc"
EVERY = {
    "github-token": "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",
    "gitlab-token": "glpat-r8t4_lC4LvGNWAMsI_z0",
    "aws-key": "AKIASYEEFNPAXX5I6IYL",
    "slack-token": f"xoxb-458921527589-{RANDOM}",
    "slack-webhook": "hooks.slack.com/services/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",
    "google-key": "AIza_-GbVMszvR4_EPZGz3zBXCOArr_SfiJvo58",
    "stripe-key": "sk_live_r7n1AyOHFRuT11NCue1cr3Mc",
    "sendgrid-key": "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",
    "npm-token": "npm_IhGaMybIcH6zIZKhFfSke7IDA69Z7zrpEFiv",
    "pypi-token": f"pypi-AgEIcHlwaS5vcmc{RANDOM}Zq8",
    "openai-key": f"sk-proj-{RANDOM}",
    "huggingface-token": "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",
    "telegram-token": "6999792829:AAfXuX8v_h2_1KZNUK9IKLdbFfu0XgOYgOj",
    "discord-token": "MTXBWlznUleZvtEga4wO5Ndo.Gr89Qt.vnQzKlIeyGFPnShWzKbhNgVpqCzGdWmPyagqqr",
    "discord-webhook": f"discord.com/api/webhooks/928374650192837465/{RANDOM}{RANDOM}",
    "azure-key": "AccountKey=8ME3WeJHNYGblTAVtquBCZPm3nBP25BXWJbgjN784Wta86rErTp3RsJbyXwSRHXrz==",
    "jwt": JWT,
    "password": "Basic bG9hZGVyOlMzcnZlclJvb205",
    "private-key": "-----BEGIN OPENSSH PRIVATE KEY-----",
    "databricks-token": "dapi8f3c91e07b2d45a6c8e1f09b7d3a52c4",
    "vault-token": f"hvs.{RANDOM}",
    "digitalocean-token": "dop_v1_" + "8f3c91e07b2d45a6" * 4,
    "anthropic-key": f"sk-ant-api03-{RANDOM}",
    "twilio-key": "SK8f3c91e07b2d45a6c8e1f09b7d3a52c4",
    "mailgun-key": "key-8f3c91e07b2d45a6c8e1f09b7d3a52c4",
    "shopify-token": "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",
    "docker-token": f"dckr_pat_{RANDOM}",
    "twitch-key": f"live_266352389_{RANDOM}",
    "bearer-token": f"Bearer {RANDOM}",
    "age-key": "AGE-SECRET-KEY-1QXZ7D3M2K8P4R6T9V0W5Y7A3C2E4G6J8L0N2Q4S6U8X0Z2B4D6F",
    "okta-token": f"SSWS 00{RANDOM}8sQwErTy",
}


@pytest.mark.parametrize("kind", EVERY)
def test_every_kind_is_found_and_hinted(kind: str) -> None:
    written = f"so: {EVERY[kind]} ok"
    assert (kind, EVERY[kind]) in [(found, written[start:end]) for found, start, end, _ in tokens(written)]
    assert compile_here(tuple(TOKEN_HINTS)).scan(written.lower())


@pytest.mark.parametrize(
    "written",
    [
        "AKIAIOSFODNN7EXAMPLE",
        "sk-" + "x" * 40,
        "eyJub3QiOiJhIGhlYWRlciJ9.eyJzdWIiOiAidS0yMDQifQ.o5nVjzz8Gwb8ewCISuYCl0Xq56za",
        "Basic training_starts_on_Monday",
        "-----BEGIN PUBLIC KEY-----",
        "x" + EVERY["npm-token"],
    ],
)
def test_what_only_looks_like_one_is_none(written: str) -> None:
    assert list(tokens(written)) == []


def test_a_github_token_without_its_checksum_is_less_sure() -> None:
    [(_, _, _, sure)] = tokens(EVERY["github-token"])
    [(_, _, _, less)] = tokens(EVERY["github-token"][:-1] + "q")
    assert less < sure


def test_words_and_placeholders_do_not_look_random() -> None:
    assert looks_random("fx18Q~UdUYXyVXtwwl6KcChu")
    assert not looks_random("aaaaaaaaaaaaaaaaaaaa")
    assert not looks_random("YOUR_API_KEY_GOES_RIGHT_HERE")

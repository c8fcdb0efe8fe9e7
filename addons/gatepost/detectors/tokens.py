"""Keys and tokens that their makers gave a shape: a text becomes the places of those that stand in it.

Each row names the kind, a substring without which there is none, the token as written (case matters), and what else
must hold: a checksum where there is one, otherwise that it looks drawn by a machine. A new kind of token is a new row.
"""

import base64
import binascii
import math
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator

from gatepost.detectors.hints import literals

_BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
PLACEHOLDER = re.compile(
    r"example|exemple|your|votre|xxxx|\*\*\*|[<>{}]|change-?me|placeholder|redacted|insert|dummy|sample|\.\.\.|•••|"
    r"environ|getenv|getpass|process\.env|secrets?\.|_here|_ici|0000000|1234567890"
)


def looks_random(token: str) -> bool:
    """Drawn by a machine: neither a word nor a placeholder."""
    return _entropy(token) > 3.0 and not PLACEHOLDER.search(token.lower())


def _entropy(text: str) -> float:
    """Shannon's, in bits per character."""
    return -sum(count / len(text) * math.log2(count / len(text)) for count in Counter(text).values())


def _github_checksum(token: str) -> bool:
    """The last six characters are the CRC-32 of the thirty before them, in base 62."""
    rest, stated = zlib.crc32(token[4:34].encode()), ""
    for _ in range(6):
        rest, digit = divmod(rest, 62)
        stated = _BASE62[digit] + stated
    return token[34:] == stated


def _json_header(token: str) -> bool:
    """The first part of a JSON web token is a JSON object that names an algorithm."""
    header = token.partition(".")[0]
    try:
        return b'"alg"' in base64.urlsafe_b64decode(header + "=" * (-len(header) % 4))
    except (binascii.Error, ValueError):
        return False


def _user_and_password(token: str) -> bool:
    try:
        return b":" in base64.b64decode(token.split()[1], validate=True)[1:-1]
    except (binascii.Error, ValueError):
        return False


def _row(kind: str, anchor: str, pattern: str, holds: Callable[[str], bool] = looks_random) -> "_Row":
    return kind, anchor, re.compile(rf"(?<![A-Za-z0-9_]){pattern}(?![A-Za-z0-9_])"), holds


type _Row = tuple[str, str, re.Pattern[str], Callable[[str], bool]]
_ROWS: tuple[_Row, ...] = (
    _row("github-token", "gh", r"gh[pousr]_[A-Za-z0-9]{36}", _github_checksum),
    _row("github-token", "github_pat_", r"github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}"),
    _row("gitlab-token", "gl", r"gl(?:pat|dt|rt|cbt)-[A-Za-z0-9_-]{20,60}"),
    _row("aws-key", "IA", r"A[KS]IA[A-Z2-7]{16}"),
    _row("slack-token", "xox", r"xox[abeoprs]-[A-Za-z0-9-]{20,200}"),
    _row("slack-webhook", "hooks.slack.com", r"hooks\.slack\.com/(?:services|workflows)/[A-Za-z0-9/]{30,100}"),
    _row("google-key", "AIza", r"AIza[A-Za-z0-9_-]{35}"),
    _row("google-key", "GOCSPX-", r"GOCSPX-[A-Za-z0-9_-]{28}"),
    _row("stripe-key", "k_live_", r"[prs]k_live_[A-Za-z0-9]{16,120}"),
    _row("sendgrid-key", "SG.", r"SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}"),
    _row("npm-token", "npm_", r"npm_[A-Za-z0-9]{36}"),
    _row("pypi-token", "pypi-", r"pypi-[A-Za-z0-9_-]{50,250}"),
    _row("openai-key", "sk-", r"sk-(?:proj-|svcacct-|ant-[a-z]{3,5}\d\d-)?[A-Za-z0-9_-]{32,200}"),
    _row("huggingface-token", "hf_", r"hf_[A-Za-z0-9]{34}"),
    _row("telegram-token", ":AA", r"\d{8,10}:AA[A-Za-z0-9_-]{32,33}"),
    _row("discord-token", ".G", r"[MNO][A-Za-z0-9_-]{23,27}\.G[A-Za-z0-9_-]{5}\.[A-Za-z0-9_-]{27,40}"),
    _row("discord-webhook", "/webhooks/", r"discord(?:app)?\.com/api/webhooks/\d{16,20}/[A-Za-z0-9_-]{60,70}"),
    _row("azure-key", "Key=", r"(?:Account|SharedAccess)Key=[A-Za-z0-9+/]{40,100}={0,2}"),
    _row("azure-key", "sig=", r"sig=[A-Za-z0-9%+/]{40,80}"),
    _row("azure-key", "Q~", r"[A-Za-z0-9_.-]{3}\dQ~[A-Za-z0-9_.~-]{31,34}"),
    _row("jwt", "eyJ", r"eyJ[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{20,1000}", _json_header),
    _row("password", "asic ", r"[Bb]asic [A-Za-z0-9+/]{12,200}={0,2}", _user_and_password),
    _row("private-key", "PRIVATE KEY", r"-----BEGIN (?:[A-Z0-9]{2,10} ){0,2}PRIVATE KEY(?: BLOCK)?-----", bool),
    _row("private-key", "PuTTY-User-Key-File", r"PuTTY-User-Key-File-\d:", bool),
)
# Folded beginnings of the above, for the detector's hints. ("gh" alone would be in every text.)
TOKEN_HINTS = literals(
    {"ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "gldt-", "glrt-", "glcbt-", "akia", "asia"}
    | {"xox", "hooks.slack", "aiza", "gocspx-", "k_live_", "sg.", "npm_", "pypi-", "sk-", "hf_", ":aa", ".g"}
    | {"/webhooks/", "key=", "sig=", "q~", "eyj", "basic ", "private key", "putty-"}
)


def tokens(written: str) -> Iterator[tuple[str, int, int]]:
    """The kind, start and end of every token in a text as written."""
    for kind, anchor, pattern, holds in _ROWS:
        if anchor in written:
            for match in pattern.finditer(written):
                if holds(match.group()):
                    yield kind, match.start(), match.end()

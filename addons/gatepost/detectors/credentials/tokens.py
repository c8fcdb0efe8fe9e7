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

from gatepost.detectors.credentials.passwords import PLACEHOLDER

_BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


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


def _drawn(token: str) -> bool:
    """Drawn by a machine, and of more than one kind of characters: « sk-learn-contributors » is a name."""
    body = token[4:]
    return looks_random(token) and (any(map(str.isdigit, body)) or body not in {body.lower(), body.upper()})


def _either(token: str) -> float:
    """A GitHub token: sure by its checksum; without one it is made up, or told with a mistake."""
    return 0.97 if _github_checksum(token) else 0.8 * _drawn(token)


def _row(kind: str, anchor: str, pattern: str, holds: Callable[[str], float] = _drawn) -> "_Row":
    return kind, anchor, re.compile(rf"(?<![A-Za-z0-9_]){pattern}(?![A-Za-z0-9_])"), holds


type _Row = tuple[str, str, re.Pattern[str], Callable[[str], float]]
# Lengths are a little wider than what the makers document, who change them.
_ROWS: tuple[_Row, ...] = (
    _row("github-token", "gh", r"gh[pousr]_[A-Za-z0-9]{36,40}", _either),
    _row("github-token", "github_pat_", r"github_pat_[A-Za-z0-9]{20,24}_[A-Za-z0-9]{50,64}"),
    _row("gitlab-token", "gl", r"gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|soat|oas)-[A-Za-z0-9_.-]{18,64}"),
    _row("aws-key", "IA", r"A[KS]IA[A-Z2-7]{16}", looks_random),
    _row("aws-key", "ABSK", r"ABSK[A-Za-z0-9+/]{80,140}={0,2}"),
    _row("slack-token", "xox", r"xox[abceoprs]-[A-Za-z0-9-]{20,200}"),
    _row("slack-token", "xapp-", r"xapp-\d-[A-Za-z0-9-]{40,200}"),
    _row("slack-webhook", "hooks.slack.com", r"hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9/]{30,100}"),
    _row("teams-webhook", "webhook.office.com", r"webhook\.office\.com/webhookb2/[A-Za-z0-9@/-]{60,200}"),
    _row("google-key", "AIza", r"AIza[A-Za-z0-9_-]{30,40}"),
    _row("google-key", "GOCSPX-", r"GOCSPX-[A-Za-z0-9_-]{24,32}"),
    _row("google-key", "ya29.", r"ya29\.[A-Za-z0-9_-]{30,400}"),
    _row("google-key", "1//0", r"1//0[A-Za-z0-9_-]{30,120}"),
    _row("stripe-key", "k_live_", r"[prs]k_live_[A-Za-z0-9]{16,120}"),
    _row("stripe-key", "whsec_", r"whsec_[A-Za-z0-9+/]{24,64}={0,2}"),
    _row("square-key", "sq0", r"sq0(?:atp|csp|idp)-[A-Za-z0-9_-]{20,50}"),
    _row("square-key", "EAAA", r"EAAA[A-Za-z0-9_-]{50,64}"),
    _row("paypal-key", "access_token$", r"access_token\$production\$[a-z0-9]{12,20}\$[a-f0-9]{28,36}"),
    _row("sendgrid-key", "SG.", r"SG\.[A-Za-z0-9_-]{16,24}\.[A-Za-z0-9_-]{36,48}"),
    _row("mailgun-key", "key-", r"key-[a-f0-9]{32}"),
    _row("mailchimp-key", "-us", r"[a-f0-9]{32}-us\d{1,2}"),
    _row("twilio-key", "SK", r"SK[a-f0-9]{32}"),
    _row("npm-token", "npm_", r"npm_[A-Za-z0-9]{32,40}"),
    _row("pypi-token", "pypi-", r"pypi-[A-Za-z0-9_-]{50,250}"),
    _row("rubygems-key", "rubygems_", r"rubygems_[a-f0-9]{40,60}"),
    _row("openai-key", "sk-", r"sk-(?:proj-|svcacct-|admin-|None-|or-v1-)?[A-Za-z0-9_-]{28,200}"),
    _row("anthropic-key", "sk-ant-", r"sk-ant-[a-z]{3,6}\d\d-[A-Za-z0-9_-]{24,120}"),
    _row("groq-key", "gsk_", r"gsk_[A-Za-z0-9]{40,60}"),
    _row("xai-key", "xai-", r"xai-[A-Za-z0-9]{60,90}"),
    _row("replicate-token", "r8_", r"r8_[A-Za-z0-9]{34,42}"),
    _row("perplexity-key", "pplx-", r"pplx-[A-Za-z0-9]{36,60}"),
    _row("huggingface-token", "hf_", r"hf_[A-Za-z0-9]{28,40}"),
    _row("databricks-token", "dapi", r"dapi[a-f0-9]{32}(?:-\d)?"),
    _row("digitalocean-token", "_v1_", r"do[opr]_v1_[a-f0-9]{60,68}"),
    _row("vault-token", "hv", r"hv[sbr]\.[A-Za-z0-9_-]{20,200}"),
    _row("terraform-token", ".atlasv1.", r"[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_-]{60,70}"),
    _row("shopify-token", "shp", r"shp(?:at|ca|pa|ss)_[a-fA-F0-9]{30,36}"),
    _row("atlassian-token", "ATATT", r"ATATT3[A-Za-z0-9_=-]{60,220}"),
    _row("linear-key", "lin_api_", r"lin_api_[A-Za-z0-9]{36,48}"),
    _row("notion-token", "ntn_", r"ntn_[A-Za-z0-9]{40,60}"),
    _row("airtable-token", "pat", r"pat[A-Za-z0-9]{14}\.[a-f0-9]{60,68}"),
    _row("figma-token", "figd_", r"figd_[A-Za-z0-9_-]{36,60}"),
    _row("postman-key", "PMAK-", r"PMAK-[a-f0-9]{24}-[a-f0-9]{34}"),
    _row("newrelic-key", "NRAK-", r"NRAK-[A-Z0-9]{25,30}"),
    _row("grafana-token", "gl", r"gl(?:c|sa)_[A-Za-z0-9+/_=]{30,200}"),
    _row("sentry-token", "sntry", r"sntry[su]_[A-Za-z0-9+/=_-]{40,300}"),
    _row("docker-token", "dckr_", r"dckr_(?:pat|oat)_[A-Za-z0-9_-]{24,40}"),
    _row("doppler-token", "dp.", r"dp\.(?:pt|st|ct|sa)\.[A-Za-z0-9._-]{36,60}"),
    _row("planetscale-token", "pscale_", r"pscale_(?:tkn|pw|oauth)_[A-Za-z0-9_.-]{30,64}"),
    _row("supabase-key", "sb", r"sb(?:p|_secret)_[A-Za-z0-9_-]{20,60}"),
    _row("heroku-key", "HRKU-", r"HRKU-[A-Za-z0-9_-]{36,80}"),
    _row("okta-token", "SSWS", r"SSWS 00[A-Za-z0-9_-]{38,42}"),
    _row("facebook-token", "EAA", r"EAA[A-Za-z0-9]{80,300}"),
    _row("twitch-key", "live_", r"live_\d{6,12}_[A-Za-z0-9]{24,40}"),
    _row("telegram-token", ":A", r"\d{8,10}:A[A-Za-z0-9_-]{32,36}"),
    _row("discord-token", ".", r"[A-Za-z0-9+_-]{20,28}\.[A-Za-z0-9_-]{5,7}\.[A-Za-z0-9_-]{25,42}"),
    _row("discord-webhook", "/webhooks/", r"discord(?:app)?\.com/api/webhooks/\d{16,20}/[A-Za-z0-9_-]{56,74}"),
    _row("azure-key", "Key=", r"(?:Account|SharedAccess)Key=[A-Za-z0-9+/]{40,100}={0,2}"),
    _row("azure-key", "sig=", r"sig=[A-Za-z0-9%+/]{36,90}"),
    _row("azure-key", "Q~", r"[A-Za-z0-9_.-]{3}\dQ~[A-Za-z0-9_.~-]{28,36}"),
    _row("jwt", "eyJ", r"eyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{20,1000}", _json_header),
    _row("password", "asic ", r"[Bb]asic [A-Za-z0-9+/]{8,200}={0,2}", _user_and_password),
    _row("bearer-token", "earer ", r"[Bb]earer (?!eyJ)[A-Za-z0-9._~+/-]{20,400}={0,2}"),
    _row("age-key", "AGE-SECRET-KEY-", r"AGE-SECRET-KEY-1[A-Z0-9]{50,60}", looks_random),
    _row(
        "private-key",
        "PRIVATE KEY",
        r"(?:-{2,5} ?)?BEGIN (?:[A-Z0-9]{2,10} ){0,2}PRIVATE KEY(?: BLOCK)?(?: ?-{2,5}|\s{0,3}[A-Za-z0-9+/]{30})",
        bool,
    ),
    _row("private-key", "PuTTY-User-Key-File", r"PuTTY-User-Key-File-\d:", bool),
    _row("private-key", "b3BlbnNzaC1rZXktdjE", r"b3BlbnNzaC1rZXktdjE[A-Za-z0-9+/]{20,200}", bool),
    _row("private-key", "MII", r"MII[EJCB][a-zA-Z0-9+/]IBAAK[A-Za-z0-9+/]{16,200}", bool),
)
# Folded beginnings of the above, for the detector's hints: long enough to be in no ordinary text.
TOKEN_HINTS = frozenset(
    {
        r"\bgh[pousr]_", "github_pat_", r"\bgl[a-z]{2,5}-[a-z0-9_.-]{18}", r"\bgl(?:c|sa)_[a-z0-9+/_=]{30}",
        r"\ba[ks]ia[a-z2-7]{16}", r"\babsk[a-z0-9+/]{60}", r"\bxox[a-z]-", r"\bxapp-", r"hooks\.slack", r"webhook\.office", "aiza[a-z0-9_-]{30}",
        "gocspx-", r"\bya29\.", r"\b1//0[a-z0-9_-]{30}", "k_live_", "whsec_", r"\bsq0[a-z]{3}-", r"\beaa[a-z0-9_-]{50}", r"access_token\$",
        r"\bsg\.[a-z0-9_-]{16}", r"\bkey-[a-f0-9]{32}", r"[a-f0-9]{32}-us\d", r"\bsk[a-f0-9]{32}", r"\bnpm_", "pypi-[a-z0-9_-]{50}", "rubygems_",
        r"\bsk-[a-z0-9_-]{28}", r"\bgsk_", r"\bxai-[a-z0-9]{50}", r"\br8_", "pplx-", r"\bhf_[a-z0-9]{28}", r"\bdapi[a-f0-9]{32}", "_v1_[a-f0-9]{60}",
        r"\bhv[sbr]\.[a-z0-9_-]{20}", r"\.atlasv1\.", r"\bshp[a-z]{2}_", "atatt3", "lin_api_", r"\bntn_", r"\bpat[a-z0-9]{14}\.", "figd_", "pmak-", "nrak-",
        r"\bsntry[su]_", "dckr_", r"\bdp\.[a-z]{2}\.[a-z0-9._-]{36}", "pscale_", r"\bsb(?:p|_secret)_", "hrku-", r"\bssws 00", r"\blive_\d{6}",
        r"\d{8}:a[a-z0-9_-]{32}", r"[a-z0-9+_-]{20}\.[a-z0-9_-]{5,7}\.[a-z0-9_-]{25}", "/webhooks/", "(?:account|access)key=", r"\bsig=[a-z0-9%+/]{36}",
        "q~[a-z0-9_.~-]{28}", r"\beyj[a-z0-9_-]{10}", r"\bbasic [a-z0-9+/]{8}", r"\bbearer [a-z0-9._~+/-]{20}", "age-secret-key-", "private key", "putty-user",
        "b3blbnnzac1rzxktdje", r"\bmii[ejcb][a-z0-9+/]ibaak",
    }
)  # fmt: skip


def tokens(written: str) -> Iterator[tuple[str, int, int, float]]:
    """The kind, start, end and confidence of every token in a text as written."""
    for kind, anchor, pattern, holds in _ROWS:
        if anchor in written:
            for match in pattern.finditer(written):
                confidence = min(0.97, float(holds(match.group())))
                if confidence:
                    yield kind, match.start(), match.end(), confidence

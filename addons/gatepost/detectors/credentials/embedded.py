"""Passwords and keys inside addresses, commands and lines of configuration: a text becomes their places.

Here the form says what the value is: `://user:value@`, `curl -u user:value`, `WIFI:S:net;P:value;;`. A new form is a new
row. The rule to keep: a placeholder or a password that programs are delivered with is none.
"""

import re
from collections.abc import Iterator

from gatepost.detectors.credentials.passwords import PLACEHOLDER, Strength, strength

_DEFAULTS = frozenset(
    {
        "password",
        "pass",
        "passwd",
        "secret",
        "postgres",
        "admin",
        "root",
        "guest",
        "test",
        "motdepasse",
        "changeme",
        "user",
        "mdp",
    }
)
_V = r"[\"']?([^\s\"'`;|&<>]{3,128})"
# They begin with a sign where they can, which is looked for faster than a word.
# Kind, substrings without one of which there is none, and a pattern over the folded text whose first group is the value.
_FORMS = (
    ("connection-string", ("://",), re.compile(r"://(?<=[a-z0-9]://)[^\s:/@]{0,64}:([^\s@/]{3,128})@[\w-]")),
    ("connection-string", (":",), re.compile(r":(?<=[\w.-]:)\d{2,5}:[\w*]{1,40}:[\w.-]{1,40}:([^\s:]{6,80})(?!\S)")),
    ("signed-address", ("=",), re.compile(
        r"[?&](?:pwd|password|passwd|pass|passcode|token|access_token|auth|auth_token|api_?key|apikey|key|secret|sig|signature|"
        r"x-amz-signature|x-goog-signature|x-amz-security-token|code|tk|sas|jwt)=([a-z0-9%._~+/-]{8,400}=*)"
    )),
    ("password", ("curl", "http", "wget", "xh"), re.compile(r"(?<!\w)(?:curl|http|wget|xh)\s[^\n]{0,200}?(?:-u|--user|-a|--auth|--proxy-user)[ =]\"?'?[\w.@-]{1,64}:" + _V)),
    ("password", ("mysql", "mariadb"), re.compile(r"(?<!\w)(?:mysql|mysqldump|mariadb)\s[^\n]{0,100}?\s-p" + _V)),
    ("password", ("sshpass", "plink", "pscp", "psftp"), re.compile(r"(?<!\w)(?:sshpass|plink|pscp|psftp)\s[^\n]{0,80}?-pw?\s?" + _V)),
    ("password", ("docker", "podman", "helm", "az ", "oc ", "skopeo", "redis-cli", "mosquitto", "ldapsearch"), re.compile(r"(?<!\w)(?:docker|podman|helm|az|oc|skopeo|redis-cli|mosquitto_pub|ldapsearch)\s[^\n]{0,120}?\s-(?:p|a|w)\s" + _V)),
    ("password", ("net use",), re.compile(r"(?<!\w)net use\s[^\n]{0,120}?/user:\S{1,60}\s" + _V)),
    ("password", ("smbclient",), re.compile(r"(?<!\w)smbclient\s[^\n]{0,120}?-u\s?\S{1,40}%" + _V)),
    ("password", ("echo",), re.compile(r"(?<!\w)echo\s[\"']?([^\s\"']{5,60})[\"']?\s?\|\s?(?:sudo -s|passwd|chpasswd|docker login)")),
    ("password", ("identified by", "with password", "set password"), re.compile(r"(?<!\w)(?:identified by|with password|set password(?: =)?)\s{1,3}[\"']([^\"'\n]{4,80})[\"']")),
    ("password", ("machine",), re.compile(r"(?<!\w)machine\s\S{1,80}\s{1,3}login\s\S{1,60}\s{1,3}password\s{1,3}(\S{3,80})")),
    ("password", ("-",), re.compile(r"-(?<!\w-)-?(?:password|passphrase|pass|pwd|token|secret|api-?key)[ =]" + _V)),
    ("key", ("secret", "token", "_key"), re.compile(r"(?:secret|token|(?:api|access|account|auth|private|storage)_key)(?: ?= ?|\" ?: ?\")(?=[^\s]{0,60}\d)[\"']?([^\s\"'`;|&<>]{10,128})")),
    ("password", ("wifi:",), re.compile(r"wifi:(?:[a-z]{1,2}:[^;\n]{0,60};){0,3}p:([^;\n]{4,80});")),
    ("key", ("otpauth",), re.compile(r"otpauth://[^\s]{1,200}?[?&]secret=([a-z2-7]{8,128})")),
    ("password-hash", ("$",), re.compile(r":(?<=[\w.-]:)(\$(?:1|2[aby]?|5|6|y|apr1|argon2id|argon2i)\$[^\s:]{12,200})")),
)  # fmt: skip
_MAY_BE_A_WORD = {"connection-string", "signed-address", "key", "password-hash"}
EMBEDDED_HINTS = frozenset(
    {
        r"://[^\s:/@]{0,64}:[^\s@/]{3,128}@",
        r":\d{2,5}:[\w*]{1,40}:[\w.-]{1,40}:\S{6}",
        r"[?&](?:pwd|pass[a-z]{0,4}|[a-z_]{0,8}token|auth|api_?key|key|secret|sig|signature|x-[a-z-]{5,20}|code|tk|sas|jwt)=[a-z0-9%]{8}",
        r"\b(?:curl|wget|mysql|mysqldump|sshpass|plink|docker|redis-cli|smbclient|ldapsearch|net use|chpasswd)\b.{1,200}-?[aupw/|]",
        r"\becho\s.{5,64}\|",
        r"\b(?:identified by|with password|machine\s\S{1,80}\s{1,3}login)\b",
        r"\s--?(?:password|passphrase|pass|pwd|token|secret|api-?key)[ =]",
        r"wifi:[a-z]:",
        r"(?:secret|token|_key)(?: ?= ?|\" ?: ?\")[^\s]{10}",
        r"otpauth://",
        r":\$[0-9a-z]{1,8}\$",
    }
)


def embedded(folded: str, written: str) -> Iterator[tuple[str, int, int]]:
    """The kind, start and end of each; the folded text and the text as written have the same positions."""
    for kind, anchors, pattern in _FORMS:
        for match in pattern.finditer(folded) if any(map(folded.__contains__, anchors)) else ():
            value = written[match.start(1) : match.end(1)]
            if _is_set(value, kind):
                yield kind, match.start(1), match.end(1)


def _is_set(value: str, kind: str) -> bool:
    if (
        value.lower() in _DEFAULTS
        or PLACEHOLDER.search(value.lower())
        or value.startswith(("$", "%", "{")) != (kind == "password-hash")
    ):
        return False
    return (
        strength(value) >= Strength.NUMBER
        or (kind in _MAY_BE_A_WORD and kind not in {"signed-address", "key"})
        or (kind == "key" and value.isalnum())
        or (kind == "signed-address" and any(map(str.isdigit, value)))
    )

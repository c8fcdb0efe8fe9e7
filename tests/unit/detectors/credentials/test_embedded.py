"""Secrets in addresses, commands and lines of configuration. All of them are made up."""

import pytest

from gatepost.detectors.credentials.embedded import EMBEDDED_HINTS, embedded
from gatepost.enrolment.matcher import compile_here

HINTS = compile_here(tuple(EMBEDDED_HINTS))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("postgres://intake:Tr4pdoor@db/x", "Tr4pdoor"),
        ("db.example.net:5432:intake:loader:Tr4pdoor-9", "Tr4pdoor-9"),
        ("https://example.net/a?token=Zk83hTq0LmxP", "Zk83hTq0LmxP"),
        ("curl -u loader:S3rver9x https://x.example.org", "S3rver9x"),
        ("mysql -u root -pXk29vvQz7 x", "Xk29vvQz7"),
        ("sshpass -p 'Kettle!9' ssh a@b", "Kettle!9"),
        ("redis-cli -h cache -a Zr8kTq2w", "Zr8kTq2w"),
        ("net use Z: \\\\fs\\share /user:STAFF\\ml Pumpkin^77x", "Pumpkin^77x"),
        ("IDENTIFIED BY 'Gneiss_Rock7'", "Gneiss_Rock7"),
        ("run --password=Gneiss_Rock7 now", "Gneiss_Rock7"),
        ("WIFI:T:WPA;S:Loon;P:smores4ever;;", "smores4ever"),
        ("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP", "JBSWY3DPEHPK3PXP"),
        ("client_secret=Zx81!pQv7Lr3 in .env", "Zx81!pQv7Lr3"),
        ('{"api_key": "Zx81-pQv7-Lr3"}', "Zx81-pQv7-Lr3"),
        ("root:$6$rounds$hT0lmPq83kLmXvTz", "$6$rounds$hT0lmPq83kLmXvTz"),
    ],
)
def test_finds_and_hints_the_value(written: str, value: str) -> None:
    assert value in [written[start:end] for _, start, end in embedded(written.lower(), written)]
    assert HINTS.scan(written.lower())


@pytest.mark.parametrize(
    "written",
    [
        "postgres://user:password@localhost/db",
        "curl -u user:$PASSWORD https://x.example.org",
        "https://example.org/article?id=8ME3WeJHNYGblTAV",
        "https://example.org/?key=introduction",
        "meet at 10:30:15:00",
        "token = request.session.token",
        "the secret: 350-degree-oven",
    ],
)
def test_leaves_alone(written: str) -> None:
    assert list(embedded(written.lower(), written)) == []

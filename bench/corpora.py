"""The labelled corpora and the shipped lexicons, read from their folders: a corpus file becomes cases, or a mistake."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from gatepost.content.expand import expand
from gatepost.detectors import Detectors, detect_all
from gatepost.enrolment import Resources
from gatepost.model import Activity
from gatepost.testing import a_post

ROOT = Path(__file__).resolve().parent.parent
CORPORA = ROOT / "tests" / "corpora"
FRESH = CORPORA / "fresh"  # cases that nobody looked at while the detectors were made
LEXICONS = ROOT / "policy" / "lexicons"
KINDS = ("plain", "evasion", "hard-negative")
AGENCY_ACCOUNTS = frozenset({"@statcan_eng", "@statcan_fra", "@statcanada", "u/statcanada"})
# A corpus that is named for what it shows: the labels that its cases are judged for. Any other is named for its label.
JUDGED = {"criticism": frozenset({"abuse", "profanity"})}
_KEYS = {"text", "findings", "kind", "activity", "reply_to"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledCase:
    """One post, the label and language of its file, and the names of the findings it must have."""

    label: str
    language: str
    kind: str
    text: str
    findings: frozenset[str]
    activity: Activity = Activity.POST
    reply_to: str = ""

    @property
    def judged(self) -> frozenset[str]:
        """The labels that it is judged for whether or not it has them."""
        return JUDGED.get(self.label, frozenset({self.label}))


class MalformedCase(ValueError):
    """A corpus file holds something that is no case; the message says where and what."""


def shipped_resources() -> Resources:
    """The lexicons of `policy/lexicons`, and a few accounts of the agency."""
    lexicons = {}
    for path in sorted(LEXICONS.glob("*.*.txt")):
        name, language, _ = path.name.split(".")
        lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
        lexicons[name, language] = tuple(filter(None, lines))
    return Resources(lexicons=lexicons, agency_accounts=AGENCY_ACCOUNTS)


def corpus(label: str = "*", language: str = "*", folder: Path | None = None) -> list[LabelledCase]:
    """The cases of one label and language, or of all, in this folder (None: the corpora that the detectors learn from)."""
    paths = sorted((folder or CORPORA).glob(f"{label}.{language}.yaml"))
    return [case for path in paths for case in _read(path)]


def _read(path: Path) -> list[LabelledCase]:
    label, language, _ = path.name.split(".")
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(entries, list):
        raise MalformedCase(f"{path.name}: not a list")
    return [_case(entry, label, language, f"{path.name}, case {place}") for place, entry in enumerate(entries, 1)]


def _case(entry: object, label: str, language: str, place: str) -> LabelledCase:
    if not isinstance(entry, dict) or not {"text", "findings", "kind"} <= entry.keys() <= _KEYS:
        raise MalformedCase(f"{place}: a case has text, findings and kind, and may have activity and reply_to")
    if not isinstance(entry["text"], str) or not isinstance(entry["findings"], list) or entry["kind"] not in KINDS:
        raise MalformedCase(f"{place}: text is a string, findings a list, kind one of {', '.join(KINDS)}")
    findings = frozenset(map(str, entry["findings"]))
    if entry["kind"] == "hard-negative" and any(name.partition(":")[0] == label for name in findings):
        raise MalformedCase(f"{place}: a hard negative of {label} lists {label}")
    return LabelledCase(
        label=label,
        language=language,
        kind=entry["kind"],
        text=entry["text"],
        findings=findings,
        activity=Activity(entry.get("activity", "post")),
        reply_to=entry.get("reply_to", ""),
    )


def found(case: LabelledCase, detectors: Detectors) -> frozenset[str]:
    """The labels, and the labels with their values, that the detectors find in a case."""
    expanded = expand(a_post(case.text, activity=case.activity, reply_to=case.reply_to))
    findings = detect_all(expanded.items, detectors)
    return frozenset(name for finding in findings for name in (finding.label, finding.name))

"""The closed vocabularies of an event -> the words that reviewers read.

What is not in a table is shown as it stands in the record: a later version may have more values than this page.
"""

from collections.abc import Mapping
from typing import Any

from gatepost.console.translation import N_, Language
from gatepost.responses.words import KINDS

ACTIONS = {"block": N_("block"), "coach": N_("coach"), "log": N_("log")}
SEVERITIES = {"critical": N_("critical"), "high": N_("high"), "medium": N_("medium"), "low": N_("low")}
USES = {
    "official": N_("official"),
    "professional": N_("professional"),
    "personal": N_("personal"),
    "unknown": N_("use not known"),
}
OUTCOMES = {
    "refused": N_("refused"),
    "forwarded": N_("went out"),
    "observed": N_("went out, would have been refused"),
    "justified": N_("went out with a justification"),
    "failed-open": N_("went out because of a fault"),
    "failed-closed": N_("refused because of a fault"),
}
SAID = {"mistake": N_("it is a mistake"), "justification": N_("why they went on")}
ACTIVITIES = {
    "post": N_("post"),
    "reply": N_("reply"),
    "comment": N_("comment"),
    "message": N_("private message"),
    "upload": N_("upload"),
    "profile": N_("profile"),
    "reaction": N_("reaction"),
    "edit": N_("edit"),
    "draft": N_("draft"),
    "delete": N_("delete"),
    "other": N_("other"),
}
ANSWERS = {"back": N_("left it at that"), "lapsed": N_("did not answer")}
# What a detector says of how it knows, by the name that it gives it.
DETAILS = {
    "columns": N_("columns"),
    "until": N_("embargo until"),
    "share": N_("share that matches"),
    "document": N_("document"),
    "count": N_("how many"),
    "rows": N_("rows"),
}


def found_in_words(finding: Mapping[str, Any], language: Language) -> str:
    """What was found, in the words of the notices; the label itself where there are none."""
    label, value = str(finding.get("label", "")), str(finding.get("value", ""))
    kind = KINDS.get(f"{label}:{value}") or KINDS.get(label)
    if kind is None:
        return f"{label}:{value}" if value else label
    return kind.fr if language == "fr" else kind.en

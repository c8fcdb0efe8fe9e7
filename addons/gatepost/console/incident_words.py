"""The closed vocabularies of an event -> the words that reviewers read.

What is not in a table is shown as it stands in the record: a later version may have more values than this page.
"""

from collections.abc import Mapping
from typing import Any

from gatepost.console.translation import N_, Language, catalogue
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
# What notices say to the person themselves is said to a reviewer of somebody else.
OF_SOMEBODY = {
    "self-identification": N_("a mention of the author’s government job"),
    "disclaimer": N_("a statement that the opinion is the author’s own"),
    "person-pictured": N_("faces in a picture"),
    "person-named": N_("the name of somebody in the directory"),
    "enrolled-record": N_("fields of a protected record"),
    "abuse:agency": N_("an insult or a threat to the agency"),
    "abuse:person": N_("an insult or a threat to a person"),
    "abuse:group": N_("an insult or a threat to a group"),
    "profanity:strong": N_("strong coarse language"),
    "profanity:mild": N_("mild coarse language"),
}


def found_in_words(finding: Mapping[str, Any], language: Language) -> str:
    """What was found, as a reviewer reads it; the label itself where there are no words."""
    return kind_in_words(str(finding.get("label", "")), str(finding.get("value", "")), language)


def kind_in_words(label: str, value: str, language: Language) -> str:
    """The most exact words for a kind of finding: those for reviewers, else those of the notices."""
    for name in (f"{label}:{value}", label):
        if name in OF_SOMEBODY:
            return catalogue(language).gettext(OF_SOMEBODY[name])
        if name in KINDS:
            return KINDS[name].fr if language == "fr" else KINDS[name].en
    return f"{label}:{value}" if value else label

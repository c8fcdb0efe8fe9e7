"""What the demo posts, by which real client, and what the shipped policy must make of it.

One row per guideline that people meet most, in both languages, beside clean posts that nobody should notice. Every
number, name and key is made up; the social insurance number is the one that textbooks use.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Case(NamedTuple):
    client: str
    platform: str
    text: str
    action: str  # of the strongest rule; `passed` where the connection must not even be opened
    guideline: str = ""
    options: Mapping[str, Any] = {}

    @property
    def arrives(self) -> bool:
        return self.action in {"log", "passed"}


CASES = (
    Case("tweepy", "X", "Lovely fog over the canal this morning", "log"),
    Case("Mastodon.py", "Mastodon", "Le nouveau sentier du parc est ouvert, enfin!", "log"),
    Case("atproto", "Bluesky", "Small win: the shelf of map books is sorted", "log"),
    Case("praw", "Reddit", "Which map projection do you teach first?", "log"),
    Case("httpx-h2", "X", "Belle brume sur le canal ce matin", "log", options={"coding": "br"}),
    Case("curl", "X", "Fresh bread at the market, in chunks", "log", options={"framing": "chunked"}),
    Case(
        "youtube",
        "YouTube",
        "Je travaille à Statistique Canada. Ces propos sont les miens et n’engagent pas mon employeur.",
        "log",
    ),
    Case("elsewhere", "(no platform)", "PROTECTED B\n\nSurvey tables, second draft", "passed"),
    Case("tweepy", "X", "PROTECTED B\n\nSurvey tables of the region, second draft", "block", "2.6"),
    Case("Mastodon.py", "Mastodon", "PROTÉGÉ B\n\nTableaux de l’enquête, deuxième ébauche", "block", "2.6"),
    Case("atproto", "Bluesky", "She needs it today, her SIN is 046 454 286", "block", "2.6"),
    Case("instagram", "Instagram", "SOUS EMBARGO jusqu’à 8 h 30 : les chiffres de l’emploi sont là", "block", "2.5"),
    Case("curl-file", "Discord", "Usage interne seulement, ne pas diffuser\n\nPlan de la semaine", "block", "2.5"),
    Case("tweepy-v1", "X", "@StatCan_eng when is the next release?", "block", "1"),
    Case("praw", "Reddit", "Statistics Canada is full of shit", "block", "2.5"),
    Case("facebook", "Facebook", "Je travaille à Statistique Canada et j’adore mon équipe", "coach", "2.3"),
    Case("linkedin", "LinkedIn", "On behalf of Statistics Canada, we announce a new survey", "coach", "1"),
    Case("websockets", "Messenger", "SECRET\n\nMemorandum to Cabinet, annex C", "block", "2.6"),
)

"""Saying that the views are one's own: what counts, and what only looks like it."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors import detect_all, together
from gatepost.detectors.disclaimers import build
from gatepost.folding import text_item
from gatepost.model import Where

DETECTORS = together(build(shipped_resources()))


@pytest.mark.parametrize(
    ("remark", "text", "expected"),
    [
        ("own", "Views are my own.", True),
        ("two minds", "What I think and what my department thinks are two separate things", True),
        ("whom to quarrel with", "Chicanez-vous avec moi, pas avec mon ministère", True),
        ("without a title", "Je publie pour le plaisir et sans aucun titre officiel", True),
        ("a company's opinions", "Les opinions de la compagnie, c'est les miennes et l'inverse", False),
        ("with a sign", "Tweets = mine.", True),
        ("left out of it", "hot take, mine alone, leave the department out of it", True),
        ("an employer without input", "me, myself and I wrote this, employer had zero input", True),
        ("an employer that cannot", "My employer doesn't know how to fax", False),
        ("a resemblance", "Toute ressemblance entre mes opinions et celles de mon employeur est fortuite", True),
        ("with a picture for each blank", "all 👏 opinions 👏 my 👏 own", True),
        ("personal", "Économiste. Propos personnels.", True),
        ("n'engagent que moi", "Mes propos n'engagent que moi", True),
        ("not the employer's", "Thoughts, not the views of my employer", True),
        ("for oneself", "I speak only for myself here", True),
        ("denied for the agency", "I don't speak for StatCan", True),
        ("in a capacity", "Je m'exprime à titre personnel", True),
        ("a hat", "wearing my citizen hat here, not my work one", True),
        ("the employer's part", "mon employeur n'a rien à voir là-dedans", True),
        ("run together", "#OpinionsMyOwn", True),
        ("its author's", "The conclusions are solely those of the authors and not of Statistics Canada", True),
        ("nobody at work", "Nobody at work asked for it, read it or agrees with it", True),
        ("a sentence of its own", "My views. Not my employer's.", True),
        ("only the author talking", "It's just me talking here, not my department", True),
        ("blame", "mettez pas ça sur le dos de mon boss svp", True),
        ("of one's own making", "Les blagues sont de mon cru", True),
        ("as whom", "Posting this as a neighbour, not as a government employee", True),
        ("an owner's", "I am the owner, so the company's views are my views", False),
        ("errors", "all errors are my own, as they say", False),
        ("a minister's", "The minister said it was his personal opinion, not the government's", False),
        ("a licence", "This product isn't endorsed by Statistics Canada", False),
        ("modesty", "imho it is ugly", False),
        ("no endorsement", "RTs are not endorsements", False),
        ("somebody else's", "his opinions are his own", False),
        ("out of a window", "the view from my balcony is all sun", False),
        ("of a film", "my opinion of the movie: meh", False),
        ("on offer", "everyone is entitled to their own opinion", False),
        ("quoted", 'he hides behind "personal capacity" again', False),
        ("not the employer", "Does not represent actual size", False),
    ],
)
def test_finds(remark: str, text: str, expected: bool) -> None:
    assert bool(detect_all([text_item(Where(part="text"), text)], DETECTORS)) is expected, remark

"""Speaking for the agency: what counts, and what only looks like it."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors import detect_all, together
from gatepost.detectors.voice import build
from gatepost.folding import text_item
from gatepost.model import Where

DETECTORS = together(build(shipped_resources()))


@pytest.mark.parametrize(
    ("remark", "text", "expected"),
    [
        ("we", "We at Statistics Canada announce a survey", True),
        ("on behalf", "Au nom de Statistique Canada, merci", True),
        ("by office", "As a spokesperson for StatCan I can say so", True),
        ("our agency", "Our agency will publish the series", True),
        ("its position", "Our position at StatCan is that response is mandatory", True),
        ("an institution's voice", "StatCan is listening. We will review the question.", True),
        ("under a signature", "Give us till fall and we'll fix the search. - all of us at Statistics Canada", True),
        ("a programme of its own", "We will be releasing the new census data on Wednesday", True),
        ("a promise in French", "StatCan vous répond : votre adresse, on la garde pas.", True),
        ("by its hat", "speaking w/ my StatCan hat on: the servers are being doubled", True),
        ("conveyed", "I conveyed Statistics Canada's decision to pull out", True),
        ("a letter from us", "Got a letter from us? It's real. Statistics Canada", True),
        ("asked to tell", "L'agence m'a demandé de vous dire que la diffusion est reportée", True),
        ("those it sends", "Our interviewers will never ask for a PIN. If somebody does, it is not StatCan.", True),
        ("what it needs", "Tell us! Statistics Canada needs your new address", True),
        ("a company's data", "Our company sells umbrellas where StatCan data says it rains", False),
        ("a publisher", "La revue que publie Statistique Canada nous a acceptés! Nous y montrons un biais", False),
        ("in its name", "Statistique Canada vous promet, et je le dis en son nom, que tout sera rappelé", True),
        ("apposed", "StatCan, c'est-à-dire nous, compte engager deux cents personnes", True),
        ("what it does, and we", "Statistics Canada is moving the survey online and we will mail no forms", True),
        ("its line", "This is the StatCan position, ok?", True),
        ("those it wrote to", "Statistics Canada is looking for people in Sudbury. We need the jobs!", False),
        ("what one will see", "StatCan will release the rents tomorrow, we'll see who cries", False),
        ("unaffiliated", "We are recruiting; we're not affiliated with Statistics Canada", False),
        ("another federal body", "À l'ARC, nous repoussons l'échéance au 5 mai", True),
        ("its word", "StatCan has not handed over a name and never will. You have our word.", True),
        ("those who run it", "We're the ones who run the census, so hear us out", True),
        ("those who fill it in", "We're the ones who fill out the census in this house", False),
        (
            "where it is told",
            "The radio says Statistics Canada's position is no exemptions. We called to verify.",
            False,
        ),
        ("asked of it", "Someone from StatCan should say, on the agency's behalf, why the site was down", False),
        ("another we", "We Canadians love butter", False),
        ("another we beside it", "We at the choir use StatCan for fun", False),
        ("those whom it asked", "We got picked for the StatCan survey again", False),
        ("thanks", "On behalf of my street, thanks for the census cookies", False),
        ("another agency", "Our agency will find you a beach resort", False),
        ("reported", "StatCan said it will publish the series", False),
        ("quoted", '"We at Statistics Canada keep it confidential," she told me', False),
        ("denied", "I don't speak for StatCan", False),
        ("others on its behalf", "The firm runs the survey on behalf of Statistics Canada", False),
    ],
)
def test_finds(remark: str, text: str, expected: bool) -> None:
    assert bool(detect_all([text_item(Where(part="text"), text)], DETECTORS)) is expected, remark

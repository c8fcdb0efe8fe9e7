"""Sources by their form."""

import pytest

from gatepost.detectors.citations.sources import cited
from gatepost.folding import fold


@pytest.mark.parametrize(
    "text",
    [
        "https://www150.statcan.gc.ca/n1/en",
        "statcan.gc.ca",
        "statcan[.]gc[.]ca/table",
        "statcan point gc point ca",
        "www.statcan.ca",
        "14-10-0287-01",
        "Tableau 14–10–0287–01",
        "Table 18-10-0004",
        "CANSIM 282-0087",
        "11-001-X",
        "Catalogue no. 71-607-X",
        "The Daily, March 12, 2026",
        "Le Quotidien du 12 mars 2026",
        "The Daily (2026-02-17)",
        "The Daily, Statistics Canada, 24 June 2025",
        "Statistics Canada (2023), The Daily, September 27",
        "Le Quotidien de Statistique Canada du 19 mars 2024",
        "hxxps://www150[.]statcan[.]gc[.]ca/t1",
        "statcan (dot) gc (dot) ca",
        "www.recensement.gc.ca",
        "doi.org/10.25318/1410028701-eng",
        "tv.action?pid=1410028701",
        "dq250624a-eng.htm",
        "table 1410028701",
        "table 14 10 0287 01",
        "36 10 0434 01, the table",
        "table 14 - 10 - 0287 - 01",
        "Survey number 3701, Statistics Canada",
        "It is 18-10-0266, monthly",
        "I8-IO-OOO4-OI",
        "Table 14 ~ 10 ~ 0287 ~ 01",
        "(www150)(.)(statcan)(.)(gc)(.)(ca)(/)(n1)",
        "www*statcan*gc*ca",
        "https://www%2Estatcan%2Egc%2Eca/en",
        "statcan point g.c point c.a",
        "open.canada.ca/data",
        "11F0019M",
        "vector v41690973",
        "Health Reports of Statistics Canada, vol. 36",
    ],
)
def test_a_source_is_recognised_by_its_form(text: str) -> None:
    assert list(cited(fold(f"see {text} for more")[0]))


@pytest.mark.parametrize(
    "text",
    [
        "https://news.example/statcan.gc.ca",
        "https://statcan.gc.ca.phish.example",
        "jane.roe@statcan.gc.ca",
        "born on 14-10-1987",
        "phone 514-10-0287",
        "parcel 14-10-0287-01-99",
        "The Daily Mail, March 12, 2026",
        "mon quotidien depuis le 12 mars",
        "item 11-001",
        "pid=42",
        "lottery 14 10 02 87 01",
        "table 14 at 10:00 for 2",
        "doi.org/10.1000/182",
        "survey number 4",
        "Chez StatCan, ça va",
        "14-10-1987",
        "vectors 12 and 13",
    ],
)
def test_what_only_resembles_a_source_is_none(text: str) -> None:
    assert not list(cited(fold(text)[0]))

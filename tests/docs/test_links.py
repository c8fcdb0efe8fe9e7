"""What the documentation points to is there."""

import re
from pathlib import Path

import pytest

from demo.gateway import ROOT
from tests.docs.pages import PAGES, TEXTS, anchors, links, named, prose, spans

_TOP = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")} - {"var"}
# Made by the reader, by the build, or an example's name.
_NOT_OURS = ("var/", "bench/results/", "policy/platforms/example", "tests/platforms/example")


def each(what):
    return pytest.mark.parametrize("page", what, ids=named)


@each(PAGES)
def test_links_lead_somewhere(page: Path):
    for link in links(page):
        if link.startswith(("https://", "mailto:")):
            continue
        target, _, anchor = link.partition("#")
        path = (page.parent / target).resolve() if target else page
        assert path.exists(), link
        assert not anchor or anchor in anchors(path), link


@each(PAGES)
def test_files_that_are_named_exist(page: Path):
    for span in spans(page):
        name = span.split()[0].rstrip(":,")
        if name.split("/")[0] not in _TOP or "/" not in name or name.startswith(_NOT_OURS):
            continue
        if re.search(r"[A-Z<{*…]", name.removeprefix("README").replace("README.md", "")):
            continue
        places = (ROOT / name, ROOT / "addons/gatepost" / name)
        assert any(place.exists() for place in places), span


def test_every_page_is_reached_from_the_readme():
    seen: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen or page not in TEXTS:
            continue
        seen.add(page)
        for link in links(page):
            path = (page.parent / link.partition("#")[0]).resolve()
            waiting += sorted(path.glob("*.md")) if path.is_dir() else [path]
    assert set(PAGES) - seen == set()


@each([page for page in PAGES if page.name.endswith(".fr.md")])
def test_a_page_in_french_has_the_sections_of_the_english_one(page: Path):
    english = page.with_name(page.name.replace(".fr.md", ".md"))
    shape = re.compile(r"^(#+|```|\||- |\d\. )", re.MULTILINE)
    assert shape.findall(TEXTS[page]) == shape.findall(TEXTS[english])


@each([page for page in PAGES if page.name.endswith(".fr.md")])
def test_french_is_set_as_french_is(page: Path):
    """No straight apostrophes in the text; colons, semicolons and guillemets as in Canada."""
    text = re.sub(r"`[^`]*`|!?\[[^\]]*\]\([^)]*\)", "mot", prose(page))
    assert "'" not in text
    assert not re.search(r"\w:\s", text)
    assert not re.search(r"\s[;?!]", text)


@each(PAGES)
def test_nothing_is_said_of_machines_that_are_not_yours(page: Path):
    assert not re.search(r"/(home|Users|root)/|127\.0\.0\.1:\d{5}|@gmail|\.(?:com|org|ca)/simple", TEXTS[page])

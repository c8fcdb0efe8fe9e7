"""The documentation as data: its pages, links, code spans and code blocks."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from demo.gateway import ROOT

PAGES = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md")))
TEXTS = {page: page.read_text("utf-8") for page in PAGES}
EVERYTHING = "\n".join(TEXTS.values())

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_LINK = re.compile(r"\[[^\]\n]+\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


class Block(NamedTuple):
    page: Path
    language: str
    text: str


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path) -> list[Block]:
    return [Block(page, language, text) for language, text in _BLOCK.findall(TEXTS[page])]


def all_blocks() -> list[Block]:
    return [block for page in PAGES for block in blocks(page)]


def prose(page: Path) -> str:
    """The page without its code blocks."""
    return _BLOCK.sub("", TEXTS[page])


def spans(page: Path) -> list[str]:
    """What stands between backticks in the text."""
    return _SPAN.findall(prose(page))


def links(page: Path) -> list[str]:
    return _LINK.findall(prose(page))


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as forges make them."""
    headings = _HEADING.findall(prose(page))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def command_lines() -> Iterator[tuple[Path, list[str]]]:
    """Every `gatepost ...` in a code block of the shell, as words, without what the shell does around it."""
    for block in all_blocks():
        if block.language not in ("", "sh"):
            continue
        for line in block.text.replace("\\\n", " ").splitlines():
            if match := _COMMAND.match(line):
                yield block.page, _words(match[1])


_COMMAND = re.compile(r"\s*(?:GATEPOST_\w+=\S+ )?(?:\S*/)?(?:gatepost|gp) (.+)")


def _words(text: str) -> list[str]:
    """The words up to a redirection, a pipe, a comment, or a column of explanation."""
    text = re.split(r" [>|&] | #|  +|\u2026", f"{text} ")[0]
    return [word.strip("\"'") for word in re.findall(r'"[^"]*"|\S+', text)]

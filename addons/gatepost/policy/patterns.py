"""`patterns.yaml`: the agency's own patterns, for what no list of words says (case file numbers, project names).

A pattern is written as a regular expression without look-around and back-references, in whatever case and with or
without accents: it is folded as the text is. Each shows what it finds and what it leaves alone, and both are tried
whenever the folder is loaded. The rule to keep: two engines with linear time must take a pattern, or the folder is refused.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated

import re2
from pydantic import AfterValidator, Field

from gatepost.enrolment import Pattern
from gatepost.enrolment.matcher import as_ascii, engine
from gatepost.errors import PolicyError, PolicyErrors
from gatepost.folding import fold
from gatepost.policy.vocabulary import FindingName, Name, Words, Written, not_empty
from gatepost.yaml_source import Document, parse, validate

FILE = "patterns.yaml"
_TOKEN = re.compile(r"\\.|.", re.DOTALL)


class PatternFile(Written):
    """One pattern, what it means, and posts that show what it is for."""

    id: Name
    finding: FindingName
    pattern: Annotated[str, Field(min_length=3, max_length=1_000)]
    confidence: Annotated[float, Field(gt=0, le=1)] = 0.9
    matches: Annotated[tuple[Words, ...], AfterValidator(not_empty)]
    leaves: Annotated[tuple[Words, ...], AfterValidator(not_empty)]


class PatternsFile(Written):
    """`patterns.yaml`."""

    patterns: Annotated[tuple[PatternFile, ...], Field(max_length=20_000)] = ()


def load_patterns(files: Mapping[str, str]) -> tuple[Pattern, ...]:
    """The patterns of a policy folder, none where it has no such file. Raises PolicyErrors."""
    if FILE not in files:
        return ()
    document = parse(files[FILE], file=FILE)
    written = validate(PatternsFile, document)
    errors = [
        error
        for place, pattern in enumerate(written.patterns)
        for error in _refused(pattern, document, place, files[FILE])
    ]
    errors += _twice(written, document)
    if errors:
        raise PolicyErrors(errors)
    return tuple(map(_pattern, written.patterns))


def rejected(files: Mapping[str, str], place: int, reason: str) -> PolicyError:
    """The mistake when the compiler of all patterns together says this of the one at a place, or (-1) of them all."""
    document = parse(files[FILE], file=FILE) if FILE in files else Document(FILE, {})
    if place < 0:
        return document.error(
            ("patterns",), f"the patterns cannot be compiled together: {reason}; write fewer, or simpler ones"
        )
    return document.error(("patterns", place, "pattern"), f"{reason}: write this part in another way")


def _pattern(written: PatternFile) -> Pattern:
    label, _, value = written.finding.partition(":")
    return Pattern(
        id=written.id,
        label=label,
        value=value,
        confidence=written.confidence,
        expression=folded_expression(written.pattern),
    )


def folded_expression(pattern: str) -> str:
    """The pattern over folded text: its letters folded, what a backslash protects as it is."""
    return _TOKEN.sub(lambda token: fold(token.group())[0] if token.group().isalpha() else token.group(), pattern)


def _refused(written: PatternFile, document: Document, place: int, source: str) -> Iterator[PolicyError]:
    expression = folded_expression(written.pattern)
    try:
        search = engine(expression).search
    except re2.error as error:
        yield _in_pattern(error, expression, document, place, source)
        return
    if search(b"") is not None:
        yield document.error(
            ("patterns", place, "pattern"), "it matches where there is nothing: write what must be there"
        )
        return
    for number, text in enumerate(written.matches):
        if search(as_ascii(fold(text)[0])) is None:
            yield document.error(("patterns", place, "matches", number), "the pattern does not find anything in this")
    for number, text in enumerate(written.leaves):
        if search(as_ascii(fold(text)[0])) is not None:
            yield document.error(("patterns", place, "leaves", number), "the pattern finds something in this")


def _in_pattern(error: re2.error, expression: str, document: Document, place: int, source: str) -> PolicyError:
    """The mistake with the column of the part that the engine names, which it says behind a colon."""
    reason = error.args[0].decode("utf-8", "replace") if error.args and isinstance(error.args[0], bytes) else str(error)
    what, _, part = reason.partition(": ")
    path = ("patterns", place, "pattern")
    line, column = document.position(path)
    written = source.splitlines()[line - 1][column - 1 :]
    offset = expression.find(part) if part else 0
    return PolicyError(
        f"{what}: write `{part or expression}` in another way (no look-around, no back-references, no {{n}} above 1000)",
        file=FILE,
        line=line,
        column=column + max(offset, 0) + written.startswith(("'", '"')),
    )


def _twice(written: PatternsFile, document: Document) -> Iterator[PolicyError]:
    seen: set[str] = set()
    for place, pattern in enumerate(written.patterns):
        if pattern.id in seen:
            yield document.error(
                ("patterns", place, "id"), f"another pattern is called {pattern.id!r}: give each its own name"
            )
        seen.add(pattern.id)

"""Patterns of the agency's own: what is wrong with one is said with its place."""

import textwrap

import pytest

from gatepost.errors import PolicyErrors
from gatepost.policy.patterns import FILE, folded_expression, load_patterns, rejected


def a_file(pattern: str, *, matches: str = "case 42", leaves: str = "a case", **fields: str) -> dict[str, str]:
    more = "".join(f"\n    {key}: {value}" for key, value in fields.items())
    text = f"""\
        patterns:
          - id: case-file
            finding: internal-only
            pattern: {pattern}
            matches: ["{matches}"]
            leaves: ["{leaves}"]"""
    return {FILE: textwrap.dedent(text) + more + "\n"}


def mistakes(files: dict[str, str]) -> list[str]:
    with pytest.raises(PolicyErrors) as found:
        load_patterns(files)
    return [str(error) for error in found.value.errors]


def test_a_folder_without_the_file_has_no_patterns() -> None:
    assert load_patterns({}) == ()


def test_a_pattern_is_folded_as_texts_are_and_keeps_its_signs() -> None:
    (pattern,) = load_patterns(a_file(r"'\bDOSSIER É\W*\d{2}\B'", matches="dossier E 421", leaves="dossier"))
    assert (pattern.label, pattern.value, pattern.confidence) == ("internal-only", "", 0.9)
    assert pattern.expression == r"\bdossier e\W*\d{2}\B"
    assert folded_expression(r"Œuvre\S") == r"oeuvre\S"


def test_a_value_stands_behind_a_colon() -> None:
    files = a_file("'case 42'")
    files[FILE] = files[FILE].replace("internal-only", "personal-identifier:passport")
    (pattern,) = load_patterns(files)
    assert (pattern.label, pattern.value) == ("personal-identifier", "passport")


@pytest.mark.parametrize(
    ("pattern", "column", "said"),
    [
        (r"'case (?<=x)42'", 20, "invalid perl operator: write `(?<=`"),
        (r"case \q42", 19, "invalid escape sequence"),
        (r"'(case 42'", 15, "missing )"),
        (r"'case 42{1001}'", 22, "invalid repetition size"),
        (r"'c*a*'", 14, "where there is nothing"),
    ],
)
def test_what_the_engine_does_not_take_is_told_with_its_column(pattern: str, column: int, said: str) -> None:
    (mistake,) = mistakes(a_file(pattern))
    assert mistake.startswith(f"patterns.yaml:4:{column}: error: ")
    assert said in mistake


def test_examples_must_come_out_as_they_say() -> None:
    missed, caught = mistakes(a_file(r"'case \d+'", matches="cases", leaves="case 7"))
    assert missed.startswith("patterns.yaml:5:15")
    assert caught.startswith("patterns.yaml:6:14")


def test_two_patterns_of_one_name_are_refused() -> None:
    files = a_file("'case 42'")
    files[FILE] += files[FILE].partition("\n")[2]
    (mistake,) = mistakes(files)
    assert "another pattern is called 'case-file'" in mistake


def test_what_the_compiler_says_of_one_or_of_all_has_a_place() -> None:
    files = a_file("'case 42'")
    assert (rejected(files, 0, "too large").line, rejected(files, 0, "too large").column) == (4, 14)
    assert rejected(files, -1, "too slow").line == 2

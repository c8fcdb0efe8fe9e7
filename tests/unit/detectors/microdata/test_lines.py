"""Lines lose what decorates them, and nothing else."""

from gatepost.detectors.microdata.lines import lines_of


def test_lines_lose_bullets_numbers_rules_and_tags() -> None:
    text = "- a, 1\n2) b, 2\n> c, 3\n-----\n| d | 4 |\n<tr><td>e</td><td>5</td></tr>"
    assert [line for _, _, line in lines_of(text)] == ["a, 1", "b, 2", "c, 3", "d | 4", "e| 5"]

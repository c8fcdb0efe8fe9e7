"""Whether two words are the same but for a few slips of the hand: a letter too many, too few, another, or two swapped."""


def within(slips: int, word: str, other: str) -> bool:
    """Whether so many slips make the one of the other. Words are short: the cost is the product of their lengths."""
    if abs(len(word) - len(other)) > slips:
        return False
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(word, 1):
        line = [row]
        for column, wanted in enumerate(other, 1):
            slip = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != wanted))
            swapped = row > 1 and column > 1 and letter == other[column - 2] and word[row - 2] == wanted
            line.append(min(slip, before[column - 2] + 1) if swapped else slip)
        before, last = last, line
    return last[-1] <= slips

"""Which pages of a document are read when it has more than may be read.

Markings stand on every page, signatures and annexes on the last ones, and who pads a document pads it in front. So the
pages are taken from all of it. The rule to keep: a document of which a page was left out is said to be `too-large` all the same.
"""


def sample(count: int, most: int) -> list[int]:
    """At most so many of `count` pages, counted from 0, in order: the first half of what may be read from the beginning,
    an eighth from the end, and the others spread evenly between.
    """
    if count <= most:
        return list(range(count))
    first, last = most // 2, (most + 7) // 8
    spread = max(most - first - last, 0)
    between = count - first - last
    middle = (first + (2 * number + 1) * between // (2 * spread) for number in range(spread))
    return [*range(first), *middle, *range(count - last, count)]

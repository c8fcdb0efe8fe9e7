"""Posts of one closed week -> the figures that managers may see.

Every figure of groups passes here, whether it ends on a page, in a file or in a report. What holds it together:

    safety.py       may this sum be known? enough people in it, and none who makes up most of it
    divisions.py    the tree of divisions
    posts.py        what was counted, sorted so that a division and all below it is one stretch
    blocks.py       which categories may be told apart in some groups at once, and which are known only together
    across.py       two tables of one group, laid over each other, give away nothing either
    rounding.py     a sum -> the multiple of five that is published, the same for the same posts wherever they show
    publish.py      the way down the tree, one division split off at a time
    publication.py  what comes out, frozen: figures, the level above instead, months as sums of their weeks
    weeks.py        which weeks are closed, and which month they belong to

The rule of all of it: whatever can be computed from the published figures, had they not even been rounded, is a sum
over one of the blocks that `publish` went through, or of several; and every one of those is safe by itself. Nothing
here knows a file, a clock or a database, and no person leaves it.
"""

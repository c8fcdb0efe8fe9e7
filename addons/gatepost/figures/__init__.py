"""Events of a week that is over -> the figures that managers see, published once and kept.

    measures.py     what is counted, and the rule by which no figure of a week can be taken from another
    due.py          which weeks are to be published now
    counting.py     events of a week -> counts by person, division and categories
    publishing.py   counts -> figures, by way of `gatepost.disclosure`, and into the store
    reading.py      published figures, for pages, reports and files

What may be published of what was counted is for `gatepost.disclosure` to say, and for nothing else.
"""

"""Events of a week that is over -> the figures that managers see, published once and kept.

    measures.py    what is counted, and the rule by which no two figures of a week can be subtracted from each other
    reading.py     published figures, for pages, reports and files

What may be published of what was counted is for `gatepost.disclosure` to say.
"""

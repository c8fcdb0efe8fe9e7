"""What a check saw becomes one confidence: a logistic sum, the same weights and the same threshold for every mark.

The weights stand in `weights.py` and are fitted by `python -m bench.symbols.fit`. The rule to keep: no weight and no
threshold of any one mark, so that what IT enrols tomorrow is judged as what was measured.
"""

import numpy as np

from gatepost.detectors.symbols.checking import FEATURES, Numbers
from gatepost.detectors.symbols.weights import BIAS, WEIGHTS
from gatepost.enrolment.symbols import Kind

REPORTED = 0.5  # confidence from which a mark counts as seen
_WORDS_AT_LEAST = 0.12  # of the edges of a signature's words, so much must be there: a flag alone is everybody's
_WITH_WORDS = frozenset({Kind.SIGNATURE, Kind.WORDMARK})
_ROW = np.array([WEIGHTS.get(name, 0.0) for name in FEATURES])  # one that was not fitted yet says nothing
_EDGES_OF_WORDS = FEATURES.index("edges-words")


def confidence(features: Numbers, kind: Kind) -> float:
    """How sure it is that the mark is there, 0..1."""
    if kind in _WITH_WORDS and features[_EDGES_OF_WORDS] < _WORDS_AT_LEAST:
        return 0.0
    return float(1 / (1 + np.exp(-np.clip(features @ _ROW + BIAS, -30, 30))))

"""What each thing that a check sees says for a mark. Made by `python -m bench.symbols.fit`: not written by hand."""

BIAS = -11.7328
WEIGHTS = {
    "edges": 4.8170,
    "edges-best": -4.4208,
    "edges-low": -4.2540,
    "ink": -0.8773,
    "ink-best": 1.7093,
    "ink-low": -0.0044,
    "tile-ink-best": 9.2263,
    "tile-ink-low": 0.3805,
    "edges-key": 1.5184,
    "edges-words": -0.0708,
    "edges-least": 14.5078,
    "ink-key": 1.1090,
    "ink-words": 2.4033,
    "ink-least": -0.3992,
    "clean": -2.5057,
    "votes": 0.9124,
    "support": 1.3404,
    "size": -0.3797,
    "small": -5.7716,
    "inside": 0.6567,
    "spread": 1.5864,
    "contrast": 0.9590,
    "known": -1.6397,
}

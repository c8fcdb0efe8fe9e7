"""What each thing that a check sees says for a mark. Made by `python -m bench.symbols.fit`: not written by hand."""

BIAS = -14.5491
WEIGHTS = {
    "edges": 5.3503,
    "edges-best": -0.5270,
    "edges-low": -10.1998,
    "ink": -2.1864,
    "ink-best": 0.9289,
    "ink-low": 0.6294,
    "tile-ink-best": 11.1831,
    "tile-ink-low": 0.0688,
    "edges-key": 2.3859,
    "edges-words": -1.2820,
    "edges-least": 17.1642,
    "ink-key": -0.2472,
    "ink-words": 2.3895,
    "ink-least": -0.0531,
    "clean": -1.9977,
    "votes": 1.0375,
    "support": 1.0703,
    "size": 0.1402,
    "small": -4.9479,
    "inside": 1.9880,
    "spread": 1.6112,
    "contrast": 1.7087,
    "known": -1.0793,
}

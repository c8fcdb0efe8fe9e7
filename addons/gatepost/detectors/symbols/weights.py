"""What each thing that a check sees says for a mark. Made by `python -m bench.symbols.fit`: not written by hand."""

BIAS = -10.9853
WEIGHTS = {
    "edges": 5.1924,
    "edges-best": -1.6482,
    "edges-low": -4.2295,
    "ink": -1.9241,
    "ink-best": 1.2506,
    "ink-low": -0.2391,
    "tile-ink-best": 9.8013,
    "tile-ink-low": 0.4789,
    "edges-key": 2.4104,
    "edges-words": -1.4812,
    "edges-least": 13.8028,
    "ink-key": 1.1087,
    "ink-words": 3.1887,
    "ink-least": -0.4264,
    "clean": -2.8574,
    "votes": 1.0940,
    "support": 1.1266,
    "size": -0.2452,
    "small": -6.9417,
    "inside": -0.4973,
    "spread": 1.5822,
    "contrast": 1.0505,
    "known": -1.8754,
}

"""What each thing that a check sees says for a mark. Made by `python -m bench.symbols.fit`: not written by hand."""

BIAS = -14.1954
WEIGHTS = {
    "edges": 1.8596,
    "edges-best": 1.6893,
    "edges-low": -7.6679,
    "ink": -0.9435,
    "ink-best": 1.3513,
    "ink-low": 0.0628,
    "tile-ink-best": 7.6665,
    "tile-ink-low": -0.8832,
    "edges-key": 3.0208,
    "edges-words": 2.6096,
    "edges-least": 17.0264,
    "ink-key": 0.5573,
    "ink-words": 4.0571,
    "ink-least": -0.9200,
    "clean": -2.6484,
    "votes": 1.2056,
    "support": 0.6423,
    "size": -0.4625,
    "small": -1.2667,
    "inside": 0.8384,
    "spread": 1.6300,
    "contrast": 2.4162,
    "known": -2.5376,
}

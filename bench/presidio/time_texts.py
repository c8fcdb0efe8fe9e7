"""Microsoft Presidio's analyzer on the same texts: JSON list of texts in, microseconds for each out.

Run by its own interpreter (`bench/presidio/requirements.lock`). Its pattern recognisers alone, on a pipeline without a model,
so that what is compared is patterns with patterns: `python time_texts.py ROUNDS < texts.json`.
"""

import json
import sys
import time

import spacy
from presidio_analyzer import AnalyzerEngine, PatternRecognizer, RecognizerRegistry
from presidio_analyzer.nlp_engine import NlpEngine, SpacyNlpEngine


def engine() -> NlpEngine:
    """spaCy without a model: words, and nothing known of them."""
    made = SpacyNlpEngine(models=[])
    made.nlp = {"en": spacy.blank("en")}
    return made


def main() -> None:
    nlp = engine()
    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"], nlp_engine=nlp)
    registry.recognizers = [one for one in registry.recognizers if isinstance(one, PatternRecognizer)]
    analyzer = AnalyzerEngine(registry=registry, nlp_engine=nlp, supported_languages=["en"])
    texts, best = json.load(sys.stdin), []
    for text in texts:
        times = []
        for _ in range(int(sys.argv[1])):
            started = time.perf_counter()
            analyzer.analyze(text=text, language="en")
            times.append((time.perf_counter() - started) * 1e6)
        best.append(min(times))
    json.dump({"recognizers": len(registry.recognizers), "microseconds": best}, sys.stdout)


if __name__ == "__main__":
    main()

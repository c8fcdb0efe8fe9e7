"""`python -m dashboards`: write `grafana/<board>.<language>.json` anew."""

import json
from collections.abc import Iterator
from pathlib import Path

from grafana_foundation_sdk.cog.encoder import JSONEncoder

from dashboards.gate import GATE
from dashboards.policy import POLICY
from dashboards.shapes import LANGUAGES, Board, dashboard
from dashboards.usage import USAGE

FOLDER = Path(__file__).parent / "grafana"
BOARDS: tuple[Board, ...] = (GATE, POLICY, USAGE)


def files() -> Iterator[tuple[Path, str]]:
    """Every file and what belongs in it."""
    for board in BOARDS:
        for language in LANGUAGES:
            text = json.dumps(dashboard(board, language), cls=JSONEncoder, indent=1, sort_keys=True, ensure_ascii=False)
            yield FOLDER / f"{board.name}.{language}.json", f"{text}\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for path, text in files():
        path.write_text(text, encoding="utf-8")

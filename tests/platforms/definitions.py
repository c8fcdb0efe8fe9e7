"""The shipped platform definitions, loaded as the gateway loads them."""

from functools import cache
from pathlib import Path

from gatepost.platforms import Platforms, load_platforms

POLICY = Path(__file__).parents[2] / "policy"


@cache
def load_shipped() -> Platforms:
    files = {str(path): path.read_text(encoding="utf-8") for path in sorted((POLICY / "platforms").glob("*.yaml"))}
    hosts = POLICY / "hosts.yaml"
    return load_platforms(files, (str(hosts), hosts.read_text(encoding="utf-8")))

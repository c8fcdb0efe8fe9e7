"""The shipped policy folder, as texts and as the policy it makes."""

from functools import cache
from pathlib import Path

from gatepost.policy.document import Policy
from gatepost.policy.load import load_policy

FOLDER = Path(__file__).parents[2] / "policy"
_ENDINGS = {".yaml", ".md", ".txt"}


@cache
def shipped_files() -> dict[str, str]:
    return {
        path.relative_to(FOLDER).as_posix(): path.read_text("utf-8")
        for path in sorted(FOLDER.rglob("*"))
        if path.suffix in _ENDINGS
    }


@cache
def shipped_policy() -> Policy:
    return load_policy(shipped_files())

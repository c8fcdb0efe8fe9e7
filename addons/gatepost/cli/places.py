"""Where a command finds things when it is not told."""

from pathlib import Path

VAR = Path("var")
ENROLLED = VAR / "enrolled"


def default_policy() -> Path:
    """`policy` in the current folder, as in a checkout and as `gatepost init` makes it."""
    return Path("policy")

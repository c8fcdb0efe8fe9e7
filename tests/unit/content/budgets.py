"""Budgets for tests: of everything enough, but for what a test names."""

import time

from gatepost.content.budget import Allowance, Budget


def a_budget(
    *, inflated: int = 1 << 26, characters: int = 1 << 22, pages: int = 300, files: int = 200, seconds: float = 20
) -> Budget:
    allowance = Allowance(
        inflated=inflated,
        characters=characters,
        pages=pages,
        frames=50,
        files=files,
        pixels=40_000_000,
        depth=8,
        seconds=seconds,
    )
    return Budget(allowance, time.monotonic)

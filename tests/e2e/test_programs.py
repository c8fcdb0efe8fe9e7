"""`make demo` and `make bench` do what they promise."""

import json
import subprocess
import sys

import pytest

from demo.gateway import ROOT


@pytest.mark.needs("curl")
def test_the_demo_ends_as_expected():
    done = subprocess.run(
        [sys.executable, "-m", "demo"], cwd=ROOT, capture_output=True, text=True, timeout=180, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_the_bench_measures_every_part_without_an_error():
    command = [sys.executable, "-m", "bench", "speed", "--quick"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    results = json.loads((ROOT / "bench/results/speed.json").read_text())
    for part, variants in results["parts"].items():
        for variant, figures in variants.items():
            assert figures["per_second"] > 0, (part, variant)
            assert figures["errors"] == 0, (part, variant)

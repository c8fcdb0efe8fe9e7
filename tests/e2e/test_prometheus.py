"""A real Prometheus, as Debian packages it, scrapes a real gateway and answers questions about it."""

import json
import subprocess
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from demo.clients import Clients
from demo.gateway import Gateway, free_port, listens
from tests.e2e.lab import clean_text, eventually, marked_text

pytestmark = pytest.mark.needs("prometheus")

_CONFIGURATION = """
global: {{scrape_interval: 1s}}
scrape_configs:
  - job_name: gatepost
    static_configs: [{{targets: ["{target}"]}}]
"""


@pytest.fixture
def prometheus(gateway: Gateway, tmp_path: Path) -> Iterator[str]:
    address, configuration = f"127.0.0.1:{free_port()}", tmp_path / "prometheus.yml"
    configuration.write_text(_CONFIGURATION.format(target=gateway.metrics))
    places = [f"--config.file={configuration}", f"--storage.tsdb.path={tmp_path / 'data'}"]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(["prometheus", *places, f"--web.listen-address={address}"], stdout=log, stderr=log)
    try:
        assert eventually(lambda: listens(address), seconds=30), (tmp_path / "log").read_text()
        yield address
    finally:
        process.kill()
        process.wait()


def _ask(prometheus: str, query: str) -> list[Any]:
    url = f"http://{prometheus}/api/v1/query?{urllib.parse.urlencode({'query': query})}"
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=10) as answer:
        result: list[Any] = json.load(answer)["data"]["result"]
        return result


def test_prometheus_counts_what_was_refused(prometheus: str, clients: Clients):
    clients.post("requests", clean_text())
    clients.post("requests", marked_text())
    refused = 'sum(gatepost_posts_total{platform="x", action="block", enforced="true"})'
    answer = eventually(lambda: _ask(prometheus, refused), seconds=30)
    assert float(answer[0]["value"][1]) >= 1


@pytest.mark.parametrize(
    "query",
    [
        "up{job='gatepost'} == 1",
        "gatepost_policy_info == 1",
        "histogram_quantile(0.99, sum by (le) (rate(gatepost_inspection_seconds_bucket[1m])))",
        "sum by (handling) (gatepost_connections_total)",
        "gatepost_journal_records_total > 0",
    ],
)
def test_prometheus_answers_what_an_operator_asks(prometheus: str, clients: Clients, query: str):
    clients.post("requests", clean_text())
    assert eventually(lambda: _ask(prometheus, query), seconds=30)


@pytest.mark.needs("promtool")
def test_promtool_finds_nothing_to_mend_in_the_metrics(gateway: Gateway):
    done = subprocess.run(
        ["promtool", "check", "metrics"], input=gateway.scrape(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr

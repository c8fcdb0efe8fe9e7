"""The dashboards and the rules, every query of them asked of a real Prometheus that scrapes our real metrics."""

import json
import re
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from dashboards.__main__ import FOLDER, files
from demo.gateway import ROOT, free_port, listens
from gatepost.metrics import METRICS

ALERTS = yaml.safe_load((ROOT / "dashboards/alerts.yml").read_text())
RECORDING = yaml.safe_load((ROOT / "dashboards/recording.yml").read_text())
CONFIGURATION = yaml.safe_load((ROOT / "deploy/prometheus.yml").read_text())
RULES = ("alerts.yml", "recording.yml")

DASHBOARDS: dict[str, dict[str, Any]] = {path.stem: json.loads(text) for path, text in files()}
OF_PROMETHEUS = {name: DASHBOARDS[name] for name in ("gate.en", "policy.en")}  # the French ask the same; see below
NAMES = {row.name for row in METRICS} | {
    f"{row.name}_{part}" for row in METRICS if row.kind == "histogram" for part in ("bucket", "count", "sum")
}
# What Grafana puts in for its variables.
GRAFANA = {"$__rate_interval": "5s", "$__range": "1m", "$instance": ".*", "$platform": ".*"}


def panels(dashboard: dict[str, Any]) -> list[dict[str, Any]]:
    return [panel for panel in dashboard["panels"] if panel["type"] != "row"]


def variables(dashboard: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {variable["name"]: variable for variable in dashboard["templating"]["list"]}


def panel_queries() -> dict[str, str]:
    return {
        f"{name} {panel['title']} {target['refId']}": target["expr"]
        for name, dashboard in OF_PROMETHEUS.items()
        for panel in panels(dashboard)
        for target in panel["targets"]
    } | {
        f"{name} {annotation['name']}": annotation["expr"]
        for name, dashboard in OF_PROMETHEUS.items()
        for annotation in dashboard["annotations"]["list"]
    }


def alert_queries() -> dict[str, str]:
    return {rule["alert"]: rule["expr"] for group in ALERTS["groups"] for rule in group["rules"]}


def recorded_queries() -> dict[str, str]:
    return {rule["record"]: rule["expr"] for group in RECORDING["groups"] for rule in group["rules"]}


def filled_in(query: str) -> str:
    for variable, value in GRAFANA.items():
        query = query.replace(variable, value)
    return query


# --- without a Prometheus -------------------------------------------------------------------------------------------


def test_what_is_committed_is_what_the_code_makes():
    made = dict(files())
    assert {*FOLDER.iterdir()} == made.keys()
    assert [path.name for path, text in made.items() if path.read_text() != text] == []


@pytest.mark.parametrize("name", ["gate", "policy", "usage"])
def test_both_languages_show_the_same(name: str):
    english, french = (panels(DASHBOARDS[f"{name}.{language}"]) for language in ("en", "fr"))
    for one, other in zip(english, french, strict=True):
        assert one["gridPos"] == other["gridPos"]
        asked = [[target.get("expr", target.get("rawSql")) for target in panel["targets"]] for panel in (one, other)]
        assert asked[0] == asked[1]
        assert one["description"] != other["description"]


@pytest.mark.parametrize("name", [name for name in DASHBOARDS if name.endswith(".fr")])
def test_french_has_its_own_quotation_marks_and_apostrophes(name: str):
    words = [
        DASHBOARDS[name]["title"],
        *(panel[key] for panel in panels(DASHBOARDS[name]) for key in ("title", "description")),
    ]
    for text in words:
        assert not re.search(r"[`'\"]", text), text
        assert not re.search(r"[^\u00a0][:»]|«[^\u00a0]", text), text


@pytest.mark.parametrize("query", [*panel_queries().values(), *alert_queries().values(), *recorded_queries().values()])
def test_every_metric_that_is_asked_for_exists(query: str):
    assert set(re.findall(r"gatepost_\w+", query)) <= NAMES


def test_every_metric_is_shown():
    shown = {name for query in panel_queries().values() for name in re.findall(r"gatepost_\w+", query)}
    histograms = {row.name for row in METRICS if row.kind == "histogram"}
    assert {row.name for row in METRICS} - histograms <= shown
    assert {f"{name}_bucket" for name in histograms} <= shown


@pytest.mark.parametrize("name", DASHBOARDS)
def test_every_panel_asks_the_source_that_the_viewer_chose(name: str):
    kind = variables(DASHBOARDS[name])["datasource"]["query"]
    for panel in panels(DASHBOARDS[name]):
        for asked in [panel["datasource"], *(target["datasource"] for target in panel["targets"])]:
            assert asked == {"type": kind, "uid": "${datasource}"}, panel["title"]


@pytest.mark.parametrize("name", DASHBOARDS)
def test_every_panel_says_what_it_shows(name: str):
    for panel in panels(DASHBOARDS[name]):
        assert panel["title"]
        assert panel["description"], panel["title"]


@pytest.mark.parametrize("name", DASHBOARDS)
def test_every_variable_in_a_query_is_defined(name: str):
    targets = [target for panel in panels(DASHBOARDS[name]) for target in panel["targets"]]
    queries = [target.get("expr") or target["rawSql"] for target in targets]
    used = {found for query in queries for found in re.findall(r"\$\{?(\w+)", query)}
    assert used - {"__rate_interval", "__range", "__timeFilter"} <= variables(DASHBOARDS[name]).keys()


@pytest.mark.parametrize("name", DASHBOARDS)
def test_panels_have_ids_of_their_own_and_do_not_overlap(name: str):
    ids = [panel["id"] for panel in DASHBOARDS[name]["panels"]]
    assert len(ids) == len(set(ids))
    cells = [cell for panel in DASHBOARDS[name]["panels"] for cell in _cells(panel["gridPos"])]
    assert len(cells) == len(set(cells))
    assert max(column for column, _ in cells) < 24


def test_every_dashboard_has_an_address_of_its_own():
    uids = [dashboard["uid"] for dashboard in DASHBOARDS.values()]
    assert len(uids) == len(set(uids))
    assert max(len(uid) for uid in uids) <= 40  # Grafana's limit


def _cells(place: dict[str, int]) -> Iterator[tuple[int, int]]:
    for column in range(place["x"], place["x"] + place["w"]):
        for line in range(place["y"], place["y"] + place["h"]):
            yield column, line


def test_alerts_say_what_happened_and_what_to_do():
    for group in ALERTS["groups"]:
        for rule in group["rules"]:
            assert rule["labels"]["severity"] in {"info", "warning", "critical"}, rule["alert"]
            assert rule["annotations"].keys() == {"summary", "description"}, rule["alert"]


def test_the_scrape_configuration_has_the_job_that_alerts_and_dashboard_know():
    (job,) = CONFIGURATION["scrape_configs"]
    asked = {name for query in alert_queries().values() for name in re.findall(r'job="(\w+)"', query)}
    assert {job["job_name"]} == asked
    assert job["static_configs"] == [{"targets": ["127.0.0.1:9108"]}]


# --- with promtool --------------------------------------------------------------------------------------------------


def promtool(*arguments: str, cwd: Path = ROOT) -> None:
    done = subprocess.run(["promtool", *arguments], cwd=cwd, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.needs("promtool")
def test_every_alert_fires_when_it_should_and_only_then():
    promtool("test", "rules", "dashboards/alerts.test.yml", "dashboards/recording.test.yml")


def test_every_alert_is_tested():
    tests = yaml.safe_load((ROOT / "dashboards/alerts.test.yml").read_text())["tests"]
    checks = [check for test in tests for check in test["alert_rule_test"]]
    assert {check["alertname"] for check in checks if check["exp_alerts"]} == alert_queries().keys()
    assert {check["alertname"] for check in checks if not check["exp_alerts"]} == alert_queries().keys()


def test_every_recorded_series_is_tested():
    tests = yaml.safe_load((ROOT / "dashboards/recording.test.yml").read_text())["tests"]
    asked = " ".join(check["expr"] for test in tests for check in test["promql_expr_test"] if check["exp_samples"])
    assert [name for name in recorded_queries() if name not in asked] == []


@pytest.mark.needs("promtool")
def test_the_scrape_configuration_is_good(tmp_path: Path):
    for source in ("deploy/prometheus.yml", *(f"dashboards/{name}" for name in RULES)):
        (tmp_path / Path(source).name).write_text((ROOT / source).read_text())
    promtool("check", "config", "prometheus.yml", cwd=tmp_path)


# --- with a Prometheus ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def exporter() -> Iterator[int]:
    """The port of a process that counts without end."""
    command = [sys.executable, "-m", "tests.deploy.exporter"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield int(process.stdout.readline())
        process.stdin.close()


@pytest.fixture(scope="module")
def prometheus(exporter: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Prometheus with the shipped configuration and alerts, but for the target and the pace; it has scraped for a while."""
    folder = tmp_path_factory.mktemp("prometheus")
    configuration = CONFIGURATION | {"global": {"scrape_interval": "1s", "evaluation_interval": "1s"}}
    configuration["scrape_configs"][0]["static_configs"] = [{"targets": [f"127.0.0.1:{exporter}"]}]
    (folder / "prometheus.yml").write_text(yaml.safe_dump(configuration))
    for name in RULES:
        (folder / name).write_text((ROOT / "dashboards" / name).read_text())
    address = f"127.0.0.1:{free_port()}"
    places = [f"--config.file={folder / 'prometheus.yml'}", f"--storage.tsdb.path={folder / 'data'}"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(["prometheus", *places, f"--web.listen-address={address}"], stdout=log, stderr=log)
    try:
        _wait(lambda: listens(address), (folder / "log"))
        _wait(lambda: bool(ask(address, "rate(gatepost_journal_records_total[5s]) > 0")), folder / "log")
        yield address
    finally:
        process.kill()
        process.wait()


def _wait(good: Any, log: Path) -> None:
    deadline = time.monotonic() + 60
    while not good():
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.2)


def ask(prometheus: str, query: str) -> list[Any]:
    """The result of a query, which must be one that Prometheus understands and can answer."""
    url = f"http://{prometheus}/api/v1/query?{urllib.parse.urlencode({'query': query})}"
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=10) as answer:
            result: list[Any] = json.load(answer)["data"]["result"]
    except urllib.error.HTTPError as error:
        pytest.fail(f"{query}: {error.read().decode()}")
    return result


@pytest.mark.needs("prometheus")
@pytest.mark.parametrize("query", panel_queries().values(), ids=panel_queries().keys())
def test_every_panel_has_an_answer(prometheus: str, query: str):
    deadline = time.monotonic() + 20
    while not (found := ask(prometheus, filled_in(query))) and time.monotonic() < deadline:
        time.sleep(0.5)
    assert found, query


@pytest.mark.needs("prometheus")
@pytest.mark.parametrize("query", alert_queries().values(), ids=alert_queries().keys())
def test_every_alert_can_be_asked(prometheus: str, query: str):
    ask(prometheus, query)


@pytest.mark.needs("prometheus")
@pytest.mark.parametrize("name", recorded_queries())
def test_every_recorded_series_is_there_when_its_query_has_an_answer(prometheus: str, name: str):
    assert ask(
        prometheus, recorded_queries()[name].replace("[1h]", "[5s]").replace("[1d]", "[5s]").replace("[5m]", "[5s]")
    )
    for group in asked_rules(prometheus):
        assert all(rule["health"] != "err" for rule in group["rules"]), group


def asked_rules(prometheus: str) -> list[Any]:
    """The groups of rules as this Prometheus has them, with the health of each."""
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
        f"http://{prometheus}/api/v1/rules", timeout=10
    ) as answer:
        groups: list[Any] = json.load(answer)["data"]["groups"]
    return groups


@pytest.mark.needs("prometheus")
@pytest.mark.parametrize(
    ("board", "name"), [("gate.en", "instance"), ("policy.en", "instance"), ("policy.en", "platform")]
)
def test_every_variable_has_values_to_choose_from(prometheus: str, board: str, name: str):
    query = variables(DASHBOARDS[board])[name]["query"]["query"]
    metric, label = re.fullmatch(r"label_values\((\w+), (\w+)\)", query).groups()  # type: ignore[union-attr] # it must match
    assert all(series["metric"].get(label) for series in ask(prometheus, metric))

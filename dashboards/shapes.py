"""What a dashboard is made of, in two languages, and how Grafana writes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from grafana_foundation_sdk.builders import barchart, bargauge, common, prometheus, stat, table, timeseries
from grafana_foundation_sdk.builders import dashboard as build
from grafana_foundation_sdk.cog.variants import Dataquery
from grafana_foundation_sdk.models import dashboard as model
from grafana_foundation_sdk.models.common import BigValueGraphMode, LegendDisplayMode, LegendPlacement, VizOrientation

type Language = Literal["en", "fr"]
type Words = Mapping[Language, str]
type Kind = Literal["stat", "timeseries", "bargauge", "barchart", "table"]

LANGUAGES: tuple[Language, ...] = ("en", "fr")
PROMETHEUS = "prometheus"
POSTGRESQL = "grafana-postgresql-datasource"


@dataclass(frozen=True, slots=True)
class Query:
    """PromQL, or SQL on a dashboard of published figures. `now`: one value for each series, not a line."""

    text: str
    legend: Words | None = None
    now: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """`worse` is the value from which a number is red."""

    kind: Kind
    size: tuple[int, int]  # in columns of 24, and in rows
    title: Words
    about: Words
    queries: tuple[Query, ...]
    unit: str = "short"
    worse: float | None = None


@dataclass(frozen=True, slots=True)
class Variable:
    """A list to choose from: label values of Prometheus, or in SQL a column, or what is shown and what is meant."""

    name: str
    title: Words
    query: str | Words
    several: bool = True


@dataclass(frozen=True, slots=True)
class Board:
    """`source` is the kind of the data source, which the viewer chooses."""

    name: str
    title: Words
    about: Words
    source: str
    variables: tuple[Variable, ...]
    rows: tuple[tuple[Words, tuple[Panel, ...]], ...]
    since: str
    refresh: str
    changes: str = ""  # PromQL of what is marked in all panels


@dataclass(frozen=True, slots=True)
class _Sql(Dataquery):
    """Grafana's query of a PostgreSQL data source, which the library has no type for."""

    ref_id: str
    sql: str

    def to_json(self) -> dict[str, Any]:
        source = {"type": POSTGRESQL, "uid": "${datasource}"}
        query = {"editorMode": "code", "format": "table", "rawQuery": True, "rawSql": self.sql}
        return {"refId": self.ref_id, "datasource": source, **query}


@dataclass(frozen=True, slots=True)
class _Built:
    """What the library's panels take: something that can be built."""

    query: _Sql

    def build(self) -> _Sql:
        return self.query


_KINDS: Mapping[Kind, Callable[[], Any]] = {
    "stat": lambda: stat.Panel().graph_mode(BigValueGraphMode.NONE),
    "timeseries": lambda: timeseries.Panel().legend(_legend()).fill_opacity(10),
    "bargauge": lambda: bargauge.Panel().orientation(VizOrientation.HORIZONTAL),
    "barchart": lambda: barchart.Panel().legend(_legend()),
    "table": table.Panel,
}
_DATASOURCE: Words = {"en": "Data source", "fr": "Source de données"}
_ALL: Words = {"en": "All", "fr": "Tout"}


def dashboard(board: Board, language: Language) -> model.Dashboard:
    """The whole dashboard, its ids and places given by its order."""
    made = (
        build.Dashboard(board.title[language])
        .uid(f"gatepost-{board.name}-{language}")
        .description(board.about[language])
        .tags(["gatepost", language])
        .readonly()
        .time(board.since, "now")
        .refresh(board.refresh)
        .tooltip(model.DashboardCursorSync.CROSSHAIR)
        .link(_others(language))
        .with_variable(build.DatasourceVariable("datasource").label(_DATASOURCE[language]).type(board.source))
    )
    for variable in board.variables:
        made.with_variable(_variable(variable, board.source, language))
    if board.changes:
        made.annotation(_changes(board, language))
    ids = iter(range(1, 1000))
    for title, panels in board.rows:
        made.with_row(build.Row(title[language]).id(next(ids)))
        for panel in panels:
            made.with_panel(_panel(panel, board.source, language).id(next(ids)))
    return made.build()


def _panel(panel: Panel, source: str, language: Language) -> Any:
    width, height = panel.size
    made = (
        _KINDS[panel.kind]()
        .title(panel.title[language])
        .description(panel.about[language])
        .datasource(_source(source))
        .span(width)
        .height(height)
        .unit(panel.unit)
        .thresholds(_thresholds(panel.worse))
    )
    for ref_id, query in zip("ABCDEFGH", panel.queries, strict=False):
        made.with_target(_query(query, ref_id, source, language))
    return made


def _query(query: Query, ref_id: str, source: str, language: Language) -> Any:
    if source == POSTGRESQL:
        return _Built(_Sql(ref_id, query.text))
    made = prometheus.Dataquery().expr(query.text).ref_id(ref_id).datasource(_source(source))
    made = made.legend_format(query.legend[language] if query.legend else "")
    return made.instant() if query.now else made.range()


def _variable(variable: Variable, source: str, language: Language) -> build.QueryVariable:
    made = build.QueryVariable(variable.name).label(variable.title[language]).datasource(_source(source))
    query = variable.query if isinstance(variable.query, str) else variable.query[language]
    labels: dict[str, object] = {"query": query, "refId": variable.name}
    asked = labels if source == PROMETHEUS else query
    made = (
        made.query(asked).refresh(model.VariableRefresh.ON_TIME_RANGE_CHANGED).sort(model.VariableSort.ALPHABETICAL_ASC)
    )
    if not variable.several:
        return made
    everything = model.VariableOption(text=[_ALL[language]], value=["$__all"])
    made = made.multi(True).include_all(True).current(everything)
    return made.all_value(".*") if source == PROMETHEUS else made


def _changes(board: Board, language: Language) -> build.AnnotationQuery:
    name: Words = {"en": "Policy changes", "fr": "Changements de politique"}
    made = build.AnnotationQuery().name(name[language]).datasource(_source(board.source)).enable(True)
    return made.icon_color("blue").expr(board.changes)


def _others(language: Language) -> build.DashboardLink:
    made = build.DashboardLink("Gatepost").type(model.DashboardLinkType.DASHBOARDS).tags(["gatepost", language])
    return made.as_dropdown(True).keep_time(True)


def _thresholds(worse: float | None) -> build.ThresholdsConfig:
    steps = [model.Threshold(value=None, color="green" if worse is not None else "blue")]
    red = [model.Threshold(value=worse, color="red")] if worse is not None else []
    return build.ThresholdsConfig().mode(model.ThresholdsMode.ABSOLUTE).steps(steps + red)


def _legend() -> common.VizLegendOptions:
    made = common.VizLegendOptions().display_mode(LegendDisplayMode.LIST).placement(LegendPlacement.BOTTOM)
    return made.show_legend(True).calcs([])


def _source(kind: str) -> model.DataSourceRef:
    return model.DataSourceRef(type_val=kind, uid="${datasource}")

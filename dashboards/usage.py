"""Usage for managers, from figures that were published: closed weeks, rounded, withheld where a group is too small.

The view `published_figures` has one row for each figure. A dimension that a figure is not split by is empty, and so is the
division of the agency's own. The rule to keep: a query shows figures as they stand; it adds none up, for what is
withheld could be had back from a total.
"""

from dashboards.shapes import POSTGRESQL, Board, Panel, Query, Variable, Words

_NOTE: Words = {
    "en": "Closed weeks only, rounded to 5. It cannot tell who, and is not for performance or discipline.",
    "fr": "Semaines closes seulement, arrondies à 5. Ces chiffres ne disent pas qui, et ne servent ni au rendement ni à la discipline.",
}
_WHERE = "measure = ${measure:sqlstring} AND division = ${division:sqlstring} AND $__timeFilter(week)"
_DIMENSIONS = ("platform", "use", "guideline", "hours")


def _only(dimension: str) -> str:
    """Figures split by this dimension and by no other."""
    return " AND ".join(f"{name} {'<>' if name == dimension else '='} ''" for name in _DIMENSIONS)


def _select(columns: str, condition: str, order: str) -> str:
    return f"SELECT {columns} FROM published_figures WHERE {condition} ORDER BY {order}"  # noqa: S608 - constants of this module


def _figures(dimension: str) -> str:
    """The last closed week that is in the time shown, by one dimension; nothing where it is withheld."""
    last = _select("week", _WHERE, "week DESC LIMIT 1")
    condition = f"{_WHERE} AND {_only(dimension)} AND week = ({last})"
    return _select(f"{dimension}, value", condition, f"value DESC NULLS LAST, {dimension}")


def _by(dimension: str, title: Words) -> Panel:
    return Panel("barchart", (12, 9), title, _NOTE, (Query(_figures(dimension)),))


_WEEKS = (
    Panel(
        "timeseries",
        (24, 8),
        {"en": "Week by week", "fr": "Semaine par semaine"},
        _NOTE,
        (Query(_select("week::timestamp AS time, value", f"{_WHERE} AND {_only('')}", "week")),),
    ),
)
_LAST = (
    _by("platform", {"en": "By platform", "fr": "Par plateforme"}),
    _by("use", {"en": "By use", "fr": "Par type d’utilisation"}),
    _by("guideline", {"en": "By guideline", "fr": "Par ligne directrice"}),
    _by("hours", {"en": "Work time and own time", "fr": "Temps de travail et temps libre"}),
)
_TABLE = (
    Panel(
        "table",
        (24, 10),
        {"en": "All figures of the time shown", "fr": "Tous les chiffres de la période affichée"},
        {
            "en": f"{_NOTE['en']} Where a figure is withheld, look at the level above.",
            "fr": f"{_NOTE['fr']} Là où un chiffre n’est pas publié, voyez l’échelon supérieur.",
        },
        (
            Query(
                _select(
                    "week, platform, use, guideline, hours, value, withheld",
                    _WHERE,
                    "week DESC, platform, use, guideline, hours LIMIT 5000",
                )
            ),
        ),
    ),
)


def _divisions(agency: str) -> str:
    return _select(
        f"DISTINCT CASE division WHEN '' THEN '{agency}' ELSE division END AS __text, division AS __value", "true", "1"
    )


_DIVISIONS: Words = {"en": _divisions("The whole agency"), "fr": _divisions("Tout l’organisme")}

USAGE = Board(
    name="usage",
    title={"en": "Gatepost: usage", "fr": "Gatepost : utilisation"},
    about=_NOTE,
    source=POSTGRESQL,
    variables=(
        Variable("division", {"en": "Division", "fr": "Division"}, _DIVISIONS, several=False),
        Variable("measure", {"en": "Figure", "fr": "Chiffre"}, _select("DISTINCT measure", "true", "1"), several=False),
    ),
    rows=(
        ({"en": "Over time", "fr": "Au fil du temps"}, _WEEKS),
        ({"en": "The last closed week", "fr": "La dernière semaine close"}, _LAST),
        ({"en": "As a table", "fr": "En tableau"}, _TABLE),
    ),
    since="now-180d",
    refresh="",
)

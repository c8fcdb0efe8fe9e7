"""Published figures, and the view that dashboards read.

On SQLite the view lies with its tables, because no view there reaches into another file, and is found without naming
it. On PostgreSQL it lies where its readers look first; they need no right on the tables below it.
"""

import sqlalchemy as sa
from alembic import op

from gatepost.store.columns import Moment

revision = "figures_0001"
down_revision = None

_SCHEMA = "console"
# A column called `time` would be Grafana's axis of time: work time and own time are `hours`.
_VIEW = """
CREATE VIEW {view} AS
SELECT
    places.week AS week,
    places.division AS division,
    CASE agency.dimension WHEN 'platform' THEN agency.category ELSE '' END AS platform,
    CASE agency.dimension WHEN 'use' THEN agency.category ELSE '' END AS use,
    CASE agency.dimension WHEN 'guideline' THEN agency.category ELSE '' END AS guideline,
    CASE agency.dimension WHEN 'time' THEN agency.category ELSE '' END AS hours,
    agency.measure AS measure,
    theirs.value AS value,
    theirs.value IS NULL AS withheld
FROM {schema}.figures AS agency
JOIN {schema}.published_divisions AS places ON places.week = agency.week
LEFT JOIN {schema}.figures AS theirs
    ON theirs.week = agency.week AND theirs.measure = agency.measure AND theirs.division = places.division
    AND theirs.dimension = agency.dimension AND theirs.category = agency.category
WHERE agency.division = ''
"""


def upgrade() -> None:
    op.create_table(
        "publications",
        sa.Column("week", sa.Date, primary_key=True),
        sa.Column("at", Moment, nullable=False),
        schema=_SCHEMA,
    )
    week = f"{_SCHEMA}.publications.week"
    op.create_table(
        "published_divisions",
        sa.Column("week", sa.Date, sa.ForeignKey(week), primary_key=True),
        sa.Column("division", sa.String(200), primary_key=True),
        sa.Column("above", sa.String(200), nullable=False),
        schema=_SCHEMA,
    )
    op.create_table(
        "figures",
        sa.Column("week", sa.Date, sa.ForeignKey(week), primary_key=True),
        sa.Column("measure", sa.String(200), primary_key=True),
        sa.Column("division", sa.String(200), primary_key=True),
        sa.Column("dimension", sa.String(200), primary_key=True),
        sa.Column("category", sa.String(200), primary_key=True),
        sa.Column("value", sa.Integer),
        schema=_SCHEMA,
        sqlite_with_rowid=False,
    )
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute(_VIEW.format(schema=_SCHEMA, view=f"{_SCHEMA}.published_figures" if on_sqlite else "published_figures"))

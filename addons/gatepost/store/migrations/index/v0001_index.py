"""The tables of the index."""

import sqlalchemy as sa
from alembic import op

from gatepost.store.columns import Id, Moment

revision = "index_0001"
down_revision = None

_FILTERED = (
    "kind",
    "incident",
    "action",
    "severity",
    "platform",
    "use",
    "division",
    "outcome",
    "work_time",
    "principal",
)


def upgrade() -> None:
    op.create_table(
        "events",
        sa.Column("id", Id, primary_key=True),
        sa.Column("at", Moment, nullable=False),
        sa.Column("kind", sa.String(200), nullable=False),
        sa.Column("about", Id),
        sa.Column("number", sa.String(200)),
        sa.Column("incident", sa.Boolean, nullable=False),
        sa.Column("purged", sa.Boolean, nullable=False),
        sa.Column("action", sa.String(200)),
        sa.Column("enforced", sa.Boolean),
        sa.Column("rule", sa.String(200)),
        sa.Column("guideline", sa.String(200)),
        sa.Column("severity", sa.String(200)),
        sa.Column("platform", sa.String(200)),
        sa.Column("use", sa.String(200)),
        sa.Column("activity", sa.String(200)),
        sa.Column("division", sa.String(200)),
        sa.Column("outcome", sa.String(200)),
        sa.Column("work_time", sa.Boolean),
        sa.Column("principal", sa.String(200)),
        sqlite_with_rowid=False,
    )
    for name in _FILTERED:
        op.create_index(f"events_by_{name}", "events", [name, "at", "id"])
    op.create_index("events_by_time", "events", ["at", "id"])
    for index, name in (("events_by_number", "number"), ("events_about", "about")):
        known = sa.column(name).is_not(None)
        op.create_index(index, "events", [name], postgresql_where=known, sqlite_where=known)
    op.create_table("bodies", sa.Column("id", Id, primary_key=True), sa.Column("body", sa.Text, nullable=False))
    op.create_table(
        "tags",
        sa.Column("name", sa.String(200), primary_key=True),
        sa.Column("value", sa.String(200), primary_key=True),
        sa.Column("at", Moment, primary_key=True),
        sa.Column("event", Id, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "files",
        sa.Column("first", sa.String(64), primary_key=True),
        sa.Column("read", sa.BigInteger, nullable=False),
        sa.Column("last", sa.String(64), nullable=False),
    )

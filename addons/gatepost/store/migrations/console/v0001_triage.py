"""Triage, notes and exceptions."""

import sqlalchemy as sa
from alembic import op

from gatepost.store.columns import Id, Moment

revision = "console_0001"
down_revision = None

_SCHEMA = "console"


def upgrade() -> None:
    op.create_table(
        "triage",
        sa.Column("event", Id, primary_key=True),
        sa.Column("at", Moment, nullable=False),
        sa.Column("state", sa.String(200), nullable=False),
        sa.Column("changed", Moment, nullable=False),
        sa.Column("changed_by", sa.String(200), nullable=False),
        schema=_SCHEMA,
    )
    op.create_index("triage_by_state", "triage", ["state", "at", "event"], schema=_SCHEMA)
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("event", Id, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        schema=_SCHEMA,
    )
    op.create_index("notes_by_event", "notes", ["event", "id"], schema=_SCHEMA)
    op.create_table(
        "exceptions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("event", Id, nullable=False),
        sa.Column("rule", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(200), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("expires", Moment, nullable=False),
        schema=_SCHEMA,
    )
    op.create_index("exceptions_by_event", "exceptions", ["event"], schema=_SCHEMA)

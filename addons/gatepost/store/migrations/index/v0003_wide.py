"""Indexes of incidents with all columns that incidents are filtered or counted by, so that one index alone answers."""

import sqlalchemy as sa
from alembic import op

revision = "index_0003"
down_revision = "index_0002"

_SEEN = ("incident", "action", "severity", "platform", "use", "division", "outcome", "work_time", "rule")
_BY = ("action", "severity", "platform", "use", "division", "outcome", "principal")


def upgrade() -> None:
    incident = sa.column("incident", sa.Boolean).is_(sa.true())
    indexes: dict[str, tuple[str, ...]] = {"time": ("at", "id", *_SEEN)}
    indexes |= {name: (name, "at", "id", *(seen for seen in _SEEN if seen != name)) for name in _BY}
    for name, columns in indexes.items():
        op.drop_index(f"incidents_by_{name}", "events")
        op.create_index(f"incidents_by_{name}", "events", [*columns], postgresql_where=incident, sqlite_where=incident)

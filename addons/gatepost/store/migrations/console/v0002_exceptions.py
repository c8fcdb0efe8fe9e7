"""Exceptions are proposed by one reviewer and decided on by another.

Before this step no page wrote any, so that what is there has neither; it counts as proposed, and is in force nowhere.
"""

import sqlalchemy as sa
from alembic import op

from gatepost.store.columns import Moment

revision = "console_0002"
down_revision = "console_0001"

_SCHEMA = "console"


def upgrade() -> None:
    for column in (
        sa.Column("state", sa.String(200), nullable=False, server_default="proposed"),
        sa.Column("proposed_by", sa.String(200), nullable=False, server_default=""),
        sa.Column("decided", Moment),
        sa.Column("decided_by", sa.String(200), nullable=False, server_default=""),
    ):
        op.add_column("exceptions", column, schema=_SCHEMA)
    op.create_index("exceptions_by_state", "exceptions", ["state", "expires"], schema=_SCHEMA)

"""Figures that were published, and the divisions as they were then: their tables, and the view that dashboards read.

They lie with what cannot be made again: the events that were counted are purged, and counting later would count what
came late. Nothing in here is changed once it is written. `value` is null where a figure is withheld; of the agency
every figure that any division could have is there, so the view can say of each division which it does not have without
saying anything of what was counted.

The view has one row for each figure of each division, and a column for each dimension. A changed table means a
migration (`migrations/figures`).
"""

from sqlalchemy import Column, Date, ForeignKey, Integer, MetaData, String, Table

from gatepost.store.columns import Moment
from gatepost.store.opening import CONSOLE

PUBLISHED = MetaData(schema=CONSOLE)
_NAME = 200

# One row for each week that was published, by its Monday.
publications = Table(
    "publications",
    PUBLISHED,
    Column("week", Date, primary_key=True),
    Column("at", Moment, nullable=False),
)
# The agency is "" and stands above those at the top.
divisions = Table(
    "published_divisions",
    PUBLISHED,
    Column("week", Date, ForeignKey(publications.c.week), primary_key=True),
    Column("division", String(_NAME), primary_key=True),
    Column("above", String(_NAME), nullable=False),
)
figures = Table(
    "figures",
    PUBLISHED,
    Column("week", Date, ForeignKey(publications.c.week), primary_key=True),
    Column("measure", String(_NAME), primary_key=True),
    Column("division", String(_NAME), primary_key=True),
    Column("dimension", String(_NAME), primary_key=True),
    Column("category", String(_NAME), primary_key=True),
    Column("value", Integer),
    sqlite_with_rowid=False,
)

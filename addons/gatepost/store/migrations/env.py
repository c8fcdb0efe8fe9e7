"""What Alembic runs: the steps of one history, in the transaction that `migrating.py` began."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    version_table=context.config.attributes["version_table"],
    version_table_schema=context.config.attributes["schema"],
)
context.run_migrations()

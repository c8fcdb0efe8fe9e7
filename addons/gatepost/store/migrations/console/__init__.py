"""The steps of the console's own tables, oldest first."""

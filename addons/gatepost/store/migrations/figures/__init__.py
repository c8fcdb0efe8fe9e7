"""The steps of what was published, oldest first."""

"""The steps of the index, oldest first."""

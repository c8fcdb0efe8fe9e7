"""Texts as people read them: as they stand, and with disguises undone. `disguise.readings` makes all views of a text."""

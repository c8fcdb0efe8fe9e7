"""What a name in a text names, one letter each: they stand over the names (`agency.py`), so that phrases can ask for them."""

AGENCY, GOVERNMENT, FEDERAL, BODY = "A", "G", "E", "F"

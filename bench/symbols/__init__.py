"""How well enrolled symbols are seen: pictures drawn for it, how long each takes, and the fitting of the detector's weights."""

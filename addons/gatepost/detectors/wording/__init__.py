"""What detectors read wording with: phrases of lexicons, kinds of words and rules over them, names, lines and places."""

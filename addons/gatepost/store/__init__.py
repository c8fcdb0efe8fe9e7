"""What is on record, so that it can be asked questions; and what the console itself remembers."""

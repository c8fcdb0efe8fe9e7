"""The console's pages: a module each, of functions from a visit to a response."""

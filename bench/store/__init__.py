"""The store with the record of a year: how fast journals are taken in, and how long the console's pages take then."""

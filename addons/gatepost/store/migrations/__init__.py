"""What changed the tables, step by step: `index` for those of the journals' index, `console` for the console's own."""

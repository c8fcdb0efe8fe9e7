"""What changed the tables, step by step: those of the `index`, of the `console`, and of published `figures`."""

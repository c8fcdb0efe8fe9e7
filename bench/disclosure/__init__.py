"""Attacks on what is published for managers, on organisations that are drawn, and what a publication costs."""

"""Notebooks, run and stored, and the page made of them."""

"""Notebooks, run and stored, and the page made of them."""

from kejidata.publish.pipeline import report as report

"""Notebooks, run and stored, and the page made of them."""

from kejidata.publish.road import report as report

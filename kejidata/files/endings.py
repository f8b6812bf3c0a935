"""Endings of the files that are read as reports and as tables; their readers are in the rooms."""

from __future__ import annotations

REPORTS = (".txt", ".md", ".docx", ".pdf", ".html", ".htm")
TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".json")

"""Another office's project, invented: a county of another province, in Chinese alone.

It has an indicator and a region of its own, a table as text and one as a workbook, and a report
whose figures are reviewed by this script. No intensity is known of it, as of most counties.
"""

import csv
import re
from pathlib import Path

from openpyxl import Workbook

from kejidata.build.assemble import build
from kejidata.build.cards import write_card
from kejidata.build.review import EXCEPTIONS, FIGURES, NUMERAL
from kejidata.model.registry_file import COLUMNS

REGION = {
    "code": "330299",
    "name_zh": "东钱湖度假区",
    "short_zh": "东钱湖",
    "name_en": "Dongqian Lake Resort",
    "level": "county",
    "parent": "330200",
}
"""No division of the state: the project's own."""
INDICATOR = {
    "code": "marine_labs",
    "name_zh": "海洋实验室数",
    "name_en": "Marine laboratories",
    "theme": "marine",
    "unit": "家",
    "kind": "count",
    "direction": 1,
    "decimals": 0,
    "definition": "Invented for a test.",
    "price_basis": "none",
    "timing": "stock",
}
"""The project's own."""
THEME = {"code": "marine", "name_zh": "海洋科技", "name_en": "Marine science"}
PEERS = {"海曙区": 31.5, "江北区": 20.25, "鄞州区": 60.0, "东钱湖度假区": 3.2}
"""R&D expenditure of 2021; it grows by a tenth a year, and is a fiftieth of the product."""
REPORT = """\
2023年科技工作总结
2023年，鄞州区R&D经费72.6亿元，增长10.0%。申报高新技术企业180家，认定120家。海洋实验室6家，列宁波第1位。
2024年R&D经费目标80亿元。
"""
REVIEWED = (
    ("72.6亿元", "value", "2023", "rd_expenditure", "鄞州区R&D经费72.6亿元"),
    ("10.0%", "growth_rate", "2023", "rd_expenditure", "增长10.0%"),
    ("180家", "value", "2023", "hnte_applied", "申报高新技术企业180家"),
    ("120家", "value", "2023", "hnte_certified", "认定120家"),
    ("6家", "value", "2023", "marine_labs", "海洋实验室6家"),
    ("第1位", "rank", "2023", "marine_labs", "列宁波第1位"),
    ("80亿元", "target", "2024", "rd_expenditure", "R&D经费目标80亿元"),
)

SETTINGS = """\
title = "鄞州科技指标"
region = "330212"
peers = "330200"
year = 2023
report = "report_2023"
"""
CARD = {"producer": "鄞州区科学技术局", "title": "鄞州区科技资料", "licence": "invented"}


def make(root: Path) -> Path:
    """Make the project in an empty folder, with data and cards but no notebooks; return it."""
    for name in ("registry", "tables", "reports"):
        (root / "data" / "raw" / name).mkdir(parents=True)
    for name in fill(root):
        write_card(root / name, CARD, None)
    (root / "kejidata.toml").write_text(SETTINGS, "utf-8")
    build(root)
    return root


def fill(root: Path) -> list[str]:
    """Put own material in the place of the invented one of a new project; return its files."""
    raw = root / "data" / "raw"
    for path in raw.rglob("*.*"):
        path.unlink()
    _registry(raw / "registry")
    _tables(raw / "tables")
    _report(raw / "reports")
    return [path.relative_to(root).as_posix() for path in sorted(raw.rglob("*.*"))]


def _registry(folder: Path) -> None:
    titles = {"report_2023": "鄞州区2023年科技工作总结", "yearbook": "宁波市统计年鉴"}
    sources = [{"id": key, "title": title, "published": 2024} for key, title in titles.items()]
    own = {"regions": [REGION], "indicators": [INDICATOR], "themes": [THEME], "sources": sources}
    for name, rows in own.items():
        _write(folder / f"{name}.csv", COLUMNS[name], rows)


def _tables(folder: Path) -> None:
    spent = [
        (place, "R&D经费", 2021 + later, round(first * 1.1**later, 2), "亿元", "yearbook")
        for place, first in PEERS.items()
        for later in range(3)
        if (place, later) != ("鄞州区", 2)  # the report says it
    ]
    columns = ("region", "indicator", "year", "value", "unit", "source")
    _write(
        folder / "spending.csv", columns, [dict(zip(columns, row, strict=True)) for row in spent]
    )
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(columns)
    for place, first in PEERS.items():
        sheet.append((place, "地区生产总值", 2023, round(first * 50, 1), "亿元", "yearbook"))
    book.save(folder / "product.xlsx")


def _report(folder: Path) -> None:
    (folder / "report_2023.txt").write_text(REPORT, "utf-8")
    figures, spans = [], []
    for surface, measure, period, code, quote in REVIEWED:
        start = REPORT.index(quote) + quote.index(surface)
        spans.append(range(start, start + len(surface)))
        value, unit = re.fullmatch(r"第?([\d.]+)(.+)", surface).groups()
        row = dict.fromkeys(FIGURES, "") | {"start": start, "end": start + len(surface)}
        row |= {"surface": surface, "value": value, "unit": unit, "measure": measure}
        row |= {"bound": "exact", "period": period, "indicator": code, "code": code}
        row |= {"region": "330212", "among": "330200" * (measure == "rank"), "quote": quote}
        figures.append(row)
    others = [m for m in NUMERAL.finditer(REPORT) if not any(m.start() in one for one in spans)]
    _write(folder / "report_2023_figures.csv", FIGURES, figures)
    years = [
        {"start": m.start(), "end": m.end(), "surface": m[0], "kind": "date", "quote": m[0]}
        for m in others
    ]
    _write(folder / "report_2023_exceptions.csv", EXCEPTIONS, years)


def _write(path: Path, columns: tuple[str, ...], rows: list[dict[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)

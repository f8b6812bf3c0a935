"""Random tables from known figures: written in the layouts of offices, to be read back.

`python tests/random_tables.py 5000` makes so many, reads each, and counts what was read right, what
was refused and why, and what was read wrong, of which there must be none.
"""

from __future__ import annotations

import csv
import io
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import openpyxl
import xlwt

import kejidata

CITIES = {"南京": "320100", "无锡": "320200", "徐州": "320300", "常州": "320400", "苏州": "320500"}
OWN = ("子市", "丑市", "寅县", "卯区", "辰州", "巳镇")
TOTALS = ("全市", "合计", "总计", "全省", "东部地区", "全　市")
# Name, registry code (or the name), registry unit, units as published with their power, decimals.
INDICATORS = (
    ("R&D经费", "rd_expenditure", "亿元", {"亿元": 0, "万元": -4}, 2),
    ("技术合同成交额", "tech_contract_value", "亿元", {"亿元": 0, "万元": -4}, 1),
    ("R&D经费投入强度", "rd_intensity", "%", {"%": 0}, 2),
    ("专利授权量", "patents_granted", "件", {"件": 0, "万件": 4}, 0),
    ("甲类企业数", "甲类企业数", "家", {"家": 0}, 0),
    ("乙项建设投入", "乙项建设投入", "万元", {"万元": 0}, 1),
    ("丙类服务量", "丙类服务量", "人次", {"人次": 0}, 1),
)
ENGLISH = {
    "R&D经费": "Expenditure on R&D",
    "专利授权量": "Patents Granted",
    "甲类企业数": "Firms of Kind One",
}
# Which measures stand beside a figure, and the words that head them.
BESIDE = (
    (), (), ("rank",), ("growth_rate",), ("rank", "growth_rate"), ("target", "completion_ratio"),
    ("completion_ratio",),
)  # fmt: skip
WORDS = {
    "rank": ("位次", "排名", "全省位次", "排序"),
    "growth_rate": ("比上年增长(%)", "增速(%)", "同比±%", "增(减)幅(%)", "比上年同期(%)"),
    "target": ("目标", "年度目标", "规划目标值", "全年任务"),
    "completion_ratio": ("完成率(%)", "完成目标比例(%)", "年度目标完成率（%）"),
}
# Rows that tell of the others and are no regions.
RELATIONS = ("比上年增长(%)", "差距", "位次", "完成率(%)", "同比增减", "倍数")
YEARS = (
    lambda y: f"{y}年", str, lambda y: f"{y}.0", lambda y: f"{y}年度", lambda y: f"{y}年1-11月",
    lambda y: f"{y}年末",
)  # fmt: skip
MISSING = ("-", "…", "——", "")
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16")
Key = tuple[str, str, str, str]


@dataclass
class Made:
    """A table: its rows of texts, merged areas, what is true of it, and how it must be asked."""

    rows: list[list[str]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    truth: dict[Key, tuple[Decimal | None, Decimal, str]] = field(default_factory=dict)
    asked: dict[str, object] = field(default_factory=dict)
    layout: str = ""
    stated: bool = True
    refused: str = ""


class Maker:
    """What makes one random table."""

    def __init__(self, seed: int) -> None:
        self.random = r = random.Random(seed)
        self.made = Made()
        known = r.random() < 0.4
        names = list(CITIES) if known else list(OWN)
        self.regions = r.sample(names, r.randint(2, len(names)))
        if r.random() < 0.4:
            self.regions.insert(r.choice((0, len(self.regions))), r.choice(TOTALS))
        self.indicators = r.sample(INDICATORS, r.randint(1, 3))
        self.units = {one[0]: r.choice(list(one[3])) for one in self.indicators}
        first = r.randint(2015, 2022)
        self.years = [first + n for n in range(r.randint(1, 3))]
        if r.random() < 0.3:
            self.years.reverse()
        self.period = r.choice(YEARS)
        self.unit_line = r.random() < 0.3 and len(self.indicators) == 1
        self.drop_unit = r.random() < 0.05

    # The parts of figures

    def iso(self, year: int) -> str:
        return f"{year}-01/{year}-11" if "1-11" in self.period(year) else str(year)

    def label(self, region: str) -> str:
        """Return a region as a row has it."""
        r = self.random
        if r.random() < 0.1 and len(region) == 2:
            return f"{region[0]}　{region[1]}"
        if r.random() < 0.05 and "".join(region.split()) not in map(
            "".join, map(str.split, TOTALS)
        ):
            return f"其中：{region}"
        return region + ("*" if r.random() < 0.03 else "")

    def code(self, region: str) -> str:
        plain = "".join(region.split())
        return CITIES.get(plain, plain)

    def figure(self, region: str, indicator: tuple, year: int, measure: str = "value") -> str:
        """Return a cell for a figure, and remember what is true."""
        r = self.random
        name, code, kept, powers, decimals = indicator
        unit = self.units[name]
        if unit == "万件":
            decimals = 2
        # A target is that of the whole year, whatever part of it the table tells of.
        period = str(year) if measure == "target" else self.iso(year)
        key = (self.code(region), code, period, measure)
        if r.random() < 0.06:
            self.made.truth[key] = None, Decimal(0), kept
            return r.choice(MISSING)
        top = 6 if kept == "%" else 10 ** r.randint(2, 5)
        number = Decimal(r.randint(1, top * 10**decimals)).scaleb(-decimals)
        step = Decimal(1).scaleb(-decimals + powers[unit])
        self.made.truth[key] = number.scaleb(powers[unit]), step, kept
        return f"{number:.{decimals}f}"

    def measure(self, region: str, indicator: tuple, year: int, what: str) -> str:
        """Return a cell for the rank or the growth of a figure."""
        key = (self.code(region), indicator[1], self.iso(year), what)
        if what == "rank":
            rank = self.random.randint(1, 30)
            self.made.truth[key] = Decimal(rank), Decimal(1), "位"
            return str(rank)
        if what == "target":
            return self.figure(region, indicator, year, what)
        growth = Decimal(self.random.randint(-300, 400)).scaleb(-1)
        self.made.truth[key] = growth, Decimal("0.1"), "%"
        return f"{growth:.1f}"

    def heading(self, indicator: tuple, *, always: bool = False) -> str:
        """Return the heading of an indicator, with its unit unless a line states it."""
        name, r = indicator[0], self.random
        unit = "" if (self.unit_line and not always) or self.drop_unit else self.units[name]
        if not unit:
            return name
        bracket = r.choice((f"({unit})", f"（{unit}）", f"\n({unit})"))
        if r.random() < 0.2 and name in ENGLISH:
            return f"{name}{bracket}\n{ENGLISH[name]}"
        return name + bracket

    # Layouts: each fills rows with one header and the figures under it.

    def long(self) -> None:
        self.unit_line = False
        columns = ["地区", "指标", "年份", "数值", "单位"]
        order = self.random.sample(range(5), 5)
        self.add([columns[n] for n in order])
        for region in self.regions:
            for one in self.indicators:
                for year in self.years:
                    cells = [
                        region, one[0], self.period(year), self.figure(region, one, year),
                        "" if self.drop_unit else self.units[one[0]],
                    ]  # fmt: skip
                    self.add([cells[n] for n in order])

    def by_year(self) -> None:
        """Regions down, years across, one indicator that a line or the analyst names."""
        one = self.only()
        self.add(["地区", *map(self.period, self.years)])
        for region in self.regions:
            self.add([self.label(region), *(self.figure(region, one, y) for y in self.years)])

    def by_indicator(self) -> None:
        """Regions down, indicators across, measures of them beside them."""
        year = self.one_year()
        extras = [self.random.choice(BESIDE) for _ in self.indicators]
        header = ["地区"]
        for one, beside in zip(self.indicators, extras, strict=True):
            header.append(self.heading(one, always=any(extras)))
            header += [self.random.choice(WORDS[what]) for what in beside]
        if any(extras):
            self.unit_line = False
        self.add(header)
        for region in self.regions:
            row = [self.label(region)]
            for one, beside in zip(self.indicators, extras, strict=True):
                row.append(self.figure(region, one, year))
                row += [self.measure(region, one, year, what) for what in beside]
            self.add(row)

    def nested(self) -> None:
        """Regions down; indicators over years, or years over indicators, in two lines."""
        outer = self.random.random() < 0.5
        pairs = (
            [(one, year) for one in self.indicators for year in self.years]
            if outer
            else [(one, year) for year in self.years for one in self.indicators]
        )
        tops = [self.heading(one) for one in self.indicators]
        tops = tops if outer else list(map(self.period, self.years))
        wide = len(self.years) if outer else len(self.indicators)
        first, second = ["地区"], [""]
        self.mark(0, 0, 2, 1)
        for n, top in enumerate(tops):
            self.mark(0, 1 + n * wide, 1, wide)
            first += [top] + [""] * (wide - 1)
            inner = map(self.period, self.years) if outer else map(self.heading, self.indicators)
            second += list(inner)
        self.add(first)
        self.add(second)
        for region in self.regions:
            self.add([self.label(region), *(self.figure(region, *pair) for pair in pairs)])

    def of_one_place(self) -> None:
        """Indicators down, years across, one place that the analyst names."""
        place = self.place()
        unit_column = not self.unit_line and self.random.random() < 0.3
        self.add(["指标", *(["单位"] if unit_column else []), *map(self.period, self.years)])
        for one in self.indicators:
            units = [] if not unit_column else ["" if self.drop_unit else self.units[one[0]]]
            label = one[0] if unit_column else self.heading(one).replace("\n", "")
            label = label.split("Exp")[0].split("Pat")[0].split("Firms")[0]
            self.add([label, *units, *(self.figure(place, one, y) for y in self.years)])

    def years_down(self) -> None:
        """Years down, indicators across, one place."""
        place = self.place()
        self.add(["年份", *map(self.heading, self.indicators)])
        for year in self.years:
            self.add(
                [self.period(year), *(self.figure(place, one, year) for one in self.indicators)]
            )

    def regions_across(self) -> None:
        """Years down, regions across, one indicator."""
        one = self.only()
        self.add(["年份", *self.regions])
        for year in self.years:
            self.add(
                [self.period(year), *(self.figure(region, one, year) for region in self.regions)]
            )

    def panel(self) -> None:
        """A row for each region and year, the region merged over its years."""
        self.add(["地区", "年份", *map(self.heading, self.indicators)])
        empty = self.random.random() < 0.5
        for region in self.regions:
            for n, year in enumerate(self.years):
                label = region if n == 0 or not empty else ""
                self.add(
                    [
                        label,
                        self.period(year),
                        *(self.figure(region, o, year) for o in self.indicators),
                    ]
                )

    def relative(self) -> None:
        """Regions down, one indicator of this year and others before it, and how it rose."""
        one, year = self.only(), self.years[-1]
        self.made.asked["period"] = str(year)
        self.period = str
        heads = self.random.choice(
            (
                {"本年": 0, "上年": 1},
                {"本期值": 0, "上年同期值": 1},
                {"报告期": 0, "上期": 1, "前年": 2},
                {"前年(%u)": 2, "去年(%u)": 1, "今年(%u)": 0},
            )
        )
        unit = "" if self.unit_line or self.drop_unit else self.units[one[0]]
        if "%u" in "".join(heads):
            self.made.asked["indicator"] = one[0]
            self.unit_line = False
            unit = self.units[one[0]]
            self.drop_unit = False
        rises = self.random.random() < 0.5
        grown = ["同比增长(%)"] if rises else []
        self.add(["地区", *(head.replace("%u", unit) for head in heads), *grown])
        for region in self.regions:
            row = [self.label(region)]
            row += [self.figure(region, one, year - back) for back in heads.values()]
            row += [self.measure(region, one, year, "growth_rate")] if rises else []
            self.add(row)

    def blocks(self) -> None:
        """Several tables under each other, of other indicators, with headers of their own."""
        self.unit_line = False
        year, held = self.one_year(), list(self.indicators)
        for n, one in enumerate(held):
            if n:
                self.add([])
            if self.random.random() < 0.5:
                self.add([f"表{n + 1} 各地区情况"])
            self.add(["地区", self.heading(one)])
            for region in self.regions:
                self.add([self.label(region), self.figure(region, one, year)])

    def relation(self) -> None:
        """Add a row that tells of the others: it is no region."""
        wide = len(self.made.rows[-1]) - 1
        told = self.random.choice(RELATIONS)
        self.add([told, *(str(self.random.randint(1, 9)) for _ in range(wide))])
        self.made.refused = "does not name its region"

    # What stands around

    def add(self, row: list[str]) -> None:
        self.made.rows.append(row)

    def mark(self, row: int, column: int, deep: int, wide: int) -> None:
        if deep > 1 or wide > 1:
            self.made.merged.append((row, column, deep, wide))

    def only(self) -> tuple:
        """Return the one indicator of the table, and state it in a line or as an argument."""
        self.indicators = self.indicators[:1]
        one = self.indicators[0]
        unit = "" if self.unit_line or self.drop_unit else f"({self.units[one[0]]})"
        self.made.asked["indicator"] = one[0] + unit
        return one

    def one_year(self) -> int:
        self.years = self.years[:1]
        self.made.asked["period"] = self.period(self.years[0])
        return self.years[0]

    def place(self) -> str:
        self.regions = self.regions[:1]
        plain = "".join(self.regions[0].split())
        self.made.asked["region"] = plain
        return plain

    def table(self) -> Made:
        r = self.random
        layouts: list[Callable[[], None]] = [
            self.long, self.by_year, self.by_indicator, self.nested, self.of_one_place,
            self.years_down, self.regions_across, self.panel, self.relative, self.blocks,
        ]  # fmt: skip
        chosen = r.choice(layouts)
        self.made.layout = chosen.__name__
        chosen()
        self.made.stated = not self.drop_unit
        if r.random() < 0.1 and self.made.layout in ("by_year", "by_indicator"):
            self.relation()
        if r.random() < 0.2 and self.made.layout != "blocks":
            self.serial()
        if r.random() < 0.1 and self.made.layout in ("by_year", "by_indicator", "panel"):
            self.continued()
        self.around()
        return self.made

    def serial(self) -> None:
        """Put a column of serial numbers first."""
        deep = 2 if self.made.layout == "nested" else 1
        for n, row in enumerate(self.made.rows):
            row.insert(0, "序号" if n == 0 else "" if n < deep else str(n - deep + 1))
        self.made.merged = [(a, b + 1, c, d) for a, b, c, d in self.made.merged]

    def continued(self) -> None:
        """Repeat the header in the middle, as a continued table does."""
        rows = self.made.rows
        at = self.random.randint(2, len(rows))
        if self.made.layout == "panel" and (at == len(rows) or not rows[at][0]):
            return
        rows[at:at] = [["续表"], list(rows[0])]

    def around(self) -> None:
        """Put titles, statements and notes above and below."""
        r, above, below = self.random, [], []
        if r.random() < 0.4:
            above.append(
                [r.choice(("各地区科技情况", "表1-2 2024年科技统计资料", "2-3 科技活动情况(一)"))]
            )
        if self.unit_line and not self.drop_unit:
            unit = self.units[self.indicators[0][0]]
            line = r.choice(
                (f"单位：{unit}", f"单位:{unit}", f"（单位：{unit}）", f"计量单位：{unit}")
            )
            above.append(["", line] if r.random() < 0.5 else [line])
        if r.random() < 0.4:
            below.append(
                [
                    r.choice(
                        (
                            "注：本表为快报数。",
                            "资料来源：国家统计局",
                            "注：2020年起口径调整，共31个地区。",
                        )
                    )
                ]
            )
        if r.random() < 0.2:
            above.append([])
        self.made.merged = [(a + len(above), b, c, d) for a, b, c, d in self.made.merged]
        self.made.rows = above + self.made.rows + below


def write(made: Made, folder: Path, r: random.Random) -> Path:
    """Write a table in a random format; its name says which."""
    width = max(map(len, made.rows))
    rows = [row + [""] * (width - len(row)) for row in made.rows]
    form = r.choice(
        ("csv", "csv", "xlsx fixed", "xlsx general", "xlsx text", "xls fixed", "xls general")
    )
    path = folder / f"table {form}.{form.split()[0]}"
    if form == "csv":
        page = io.StringIO()
        csv.writer(page, delimiter=r.choice(",,\t;")).writerows(rows)
        path.write_bytes(page.getvalue().encode(r.choice(ENCODINGS)))
    elif form.startswith("xlsx"):
        _xlsx(rows, made, form, path)
    else:
        _xls(rows, made, form, path)
    return path


def _number(cell: str) -> tuple[float, str] | None:
    """Return a cell as a number and its number format, None where it is text."""
    try:
        value = Decimal(cell)
    except ArithmeticError:
        return None
    places = len(cell.partition(".")[2])
    return float(value), "0." + "0" * places if places else "0"


def _xlsx(rows: list[list[str]], made: Made, form: str, path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for n, row in enumerate(rows, 1):
        for m, text in enumerate(row, 1):
            number = None if form.endswith("text") else _number(text)
            if number:
                sheet.cell(n, m).value = number[0]
                if form.endswith("fixed"):
                    sheet.cell(n, m).number_format = number[1]
            elif text:
                sheet.cell(n, m).value = text
    for row, column, deep, wide in made.merged:
        sheet.merge_cells(None, row + 1, column + 1, row + deep, column + wide)
    book.save(path)


def _xls(rows: list[list[str]], made: Made, form: str, path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    styles: dict[str, xlwt.XFStyle] = {}
    for n, row in enumerate(rows):
        for m, text in enumerate(row):
            number = _number(text)
            if number and form.endswith("fixed"):
                style = styles.setdefault(number[1], xlwt.easyxf(num_format_str=number[1]))
                sheet.write(n, m, number[0], style)
            elif text:
                sheet.write(n, m, number[0] if number else text)
    for row, column, deep, wide in made.merged:
        if not any(
            rows[a][b]
            for a in range(row, row + deep)
            for b in range(column, column + wide)
            if (a, b) != (row, column)
        ):
            sheet.merge(row, row + deep - 1, column, column + wide - 1)
    book.save(str(path))


def outcome(seed: int, folder: Path) -> tuple[str, str, Made, Path]:
    """Make, write and read one table; return right, refused or wrong, with what was said."""
    made = Maker(seed).table()
    path = write(made, folder, random.Random(seed + 10**6))
    try:
        frame = kejidata.read_table(path, own=True, **made.asked)  # type: ignore[arg-type]
    except kejidata.KejidataError as error:
        return "refused", str(error), made, path
    wrong = differences(frame, made, dropped="general" in path.name)
    wrong += [f"not refused: {made.refused}"] if made.refused else []
    return ("wrong", "\n".join(wrong), made, path) if wrong else ("right", "", made, path)


def differences(frame: object, made: Made, dropped: bool) -> list[str]:
    """Return what was read otherwise than it is true; dropped zeros leave a coarser step."""
    keys = ["region", "indicator", "period", "measure"]
    found = {tuple(row[k] for k in keys): row for row in frame.to_dict("records")}  # type: ignore[attr-defined]
    wrong = [f"not there: {key}" for key in found.keys() - made.truth.keys()]
    for key, (value, step, unit) in made.truth.items():
        row = found.get(key)
        if row is None and value is None:
            # A row without any figure may be a heading.
            continue
        if row is None:
            wrong.append(f"lost: {key}")
        elif (row["value"] == row["value"]) != (value is not None):
            wrong.append(f"{key}: {row['value']} for {value}")
        elif value is not None:
            known = row["unit"] == unit or (not made.stated and row["unit"] == "")
            same = row["value"] == float(value) and known
            kept = row["step"] == float(step) or (dropped and row["step"] > float(step))
            if not (same and kept):
                wrong.append(
                    f"{key}: {row['value']} {row['unit']} ±{row['step']} for {value} {unit} ±{step}"
                )
    return wrong


def main(count: int, start: int = 0) -> None:
    """Make so many tables and print what became of them."""
    seen: Counter[str] = Counter()
    why: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(start, start + count):
            what, said, made, path = outcome(seed, Path(folder))
            seen[what] += 1
            if what == "refused":
                why[
                    f"{made.layout}: {said.splitlines()[0]}"
                    + ("" if made.stated else " (no unit)")
                    + (" (a row is no region)" if made.refused else "")
                ] += 1
            if what == "wrong":
                print(seed, made.layout, path.name, made.asked, said.splitlines()[:3])
    print(dict(seen))
    for said, n in why.most_common():
        print(n, said)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

"""Tables: units, decimals, reasons in gaps, notes, sources, plain inline HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pandas as pd
import pytest

from kejidata.display.cell_origins import formulas
from kejidata.display.table import table
from kejidata.display.table_output import Table
from kejidata.errors import KejidataError
from kejidata.measures.completion import completion_ratios
from kejidata.measures.derived import derive
from kejidata.measures.growth import growth_rates
from kejidata.measures.outlook import target_outlook
from kejidata.measures.profile import profile
from kejidata.measures.ranking import rankings
from kejidata.model.stored import load

LANGS = ("zh", "en")


class Reader(HTMLParser):
    """The rows of cells, and every tag and attribute met."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.titles: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        # A card is not seen before its number is pointed at, rules of style never.
        closed = "display:none" in str(dict(attrs).get("style"))
        if tag == "style" or (tag == "span" and (self.hidden or closed)):
            self.hidden += 1
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")
        if dict(attrs).get("title"):
            self.titles.append(str(dict(attrs)["title"]))

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"span", "style"} and self.hidden > 0

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1] and not self.hidden:
            self.rows[-1][-1] += data


def seen(shown: Table) -> Reader:
    reader = Reader()
    reader.feed(shown._repr_html_())
    return reader


@pytest.fixture(scope="module")
def obs() -> pd.DataFrame:
    return load()


@pytest.fixture(scope="module")
def cities(obs: pd.DataFrame) -> pd.DataFrame:
    rows = obs[(obs["indicator"] == "rd_expenditure") & (obs["period"] == "2021")]
    return rankings(rows, among="320000")


@pytest.mark.root_project
@pytest.mark.parametrize(
    ("lang", "header", "digits"),
    [("zh", "数值（亿元）", r"\d+\.\d"), ("en", "Value (CNY billion)", r"\d+\.\d\d")],
)
def test_one_unit_stands_in_the_heading(
    cities: pd.DataFrame, obs: pd.DataFrame, lang: str, header: str, digits: str
) -> None:
    shown = table(cities, lang, observations=obs)  # type: ignore[arg-type]
    head = seen(shown).rows[0]
    assert header in head
    values = [row[head.index(header)] for row in seen(shown).rows[1:14]]
    assert all(re.fullmatch(digits, value) for value in values)


@pytest.mark.root_project
def test_mixed_units_stand_in_a_column(obs: pd.DataFrame) -> None:
    plan = target_outlook(obs[obs["source"] == "rugao_2020"])
    reader = seen(table(plan, observations=obs))
    at = reader.rows[0].index("单位")
    assert {row[at] for row in reader.rows[1:17]} == {"家", "项", "万元", "%", "次"}


@pytest.mark.root_project
@pytest.mark.parametrize("lang", LANGS)
def test_every_gap_has_a_mark_a_title_and_a_note(obs: pd.DataFrame, lang: str) -> None:
    rates = growth_rates(obs[(obs["region"] == "320000") & (obs["period"] >= "2022")])
    shown = table(rates, lang, observations=obs)  # type: ignore[arg-type]
    reader = seen(shown)
    reason = {"zh": "没有可比的基期数据", "en": "no comparable figure for the base period"}[lang]
    empty = int(rates["growth"].isna().sum())
    assert reader.titles.count(reason) == 2 * empty
    assert f"<sup>a</sup> {reason}" in shown._repr_html_()
    cells = [cell for row in reader.rows for cell in row]
    assert not [cell for cell in cells if re.search(r"\bnan\b|<NA>", cell, re.I)]


def test_numbers_of_a_language_are_known_by_its_own_marks(mock_language: str) -> None:
    frame = pd.DataFrame({"region": "a", "indicator": "x", "period": [2019, 2020, 2021]})
    frame = frame.assign(value=[1000.0, 12345.25, 12345.25], unit="分", step=0.25)
    kept = ["value", "growth"]
    shown = table(growth_rates(frame), mock_language, columns=kept, observations=frame)
    values, growth = (column.cells for column in shown.columns)
    assert [cell.text for cell in values] == ["1.000,00", "12.345,25", "12.345,25"]
    # Rounding leaves 1134.4 to 1134.7 % open; a point and a digit are as wide as in the line below.
    assert [cell.text for cell in growth[1:]] == [
        "1.135\N{PUNCTUATION SPACE}\N{FIGURE SPACE}",
        "0,0",
    ]
    assert growth[1].origin is not None
    assert growth[1].origin.calculation == "12.345,25 ÷ 1.000,00 − 1 = 1.135%"


def test_points_of_a_column_stand_in_one_line() -> None:
    frame = pd.DataFrame(
        {"region": ["a", "b", "c"], "indicator": "x", "period": "2020", "value": [1, 22.5, 3.25]}
    ).assign(step=[1, 0.1, 0.01], unit="亿元")
    cells = [row[1] for row in seen(table(frame)).rows[1:]]
    assert [cell.strip() for cell in cells] == ["1", "22.5", "3.25"]
    tails = [len(cell) - len(cell.split(".")[0].rstrip("\u2007\u2008")) for cell in cells]
    assert tails == [3, 3, 3]


def test_the_unit_of_a_growth_is_not_that_of_its_value() -> None:
    frame = pd.DataFrame(
        {"region": ["a", "a"], "indicator": "x", "period": [2019, 2020], "value": [10.0, 25.0]}
    )
    assert str(table(growth_rates(frame))).splitlines() == [
        "时期 | 基期 | 数值 | 基期值 | 增长（%）",
        "2019年 | 2018年 | 10 | — | —",
        "2020年 | 2019年 | 25 | 10 | 150",
    ]


@pytest.mark.root_project
def test_a_bound_is_shown(obs: pd.DataFrame) -> None:
    plan = target_outlook(obs[obs["source"] == "rugao_2020"])
    assert "≥2000" in str(table(plan, observations=obs))


def test_a_place_among_the_first_is_shown_as_one() -> None:
    frame = pd.DataFrame({"value": [10.0], "unit": "位", "measure": "rank", "bound": "at_least"})
    frame = frame.assign(region="320682", indicator="rd_intensity", period="2020")
    assert "前10" in str(table(frame))
    assert "top 10" in str(table(frame, "en"))


@pytest.mark.root_project
def test_an_untrusted_notebook_needs_inline_styles_alone(
    cities: pd.DataFrame, obs: pd.DataFrame
) -> None:
    reader = seen(table(cities, observations=obs))
    assert "script" not in {tag for tag, _ in reader.tags}
    assert not any(
        name == "id" or name.startswith("on") for _, attrs in reader.tags for name in attrs
    )
    # Only the opening of cards is in a style sheet, and what stands in one is in the tip as well.
    cards = [a for _, a in reader.tags if a.get("class") == "kejidata-card"]
    assert cards
    assert all("display:none" in str(card["style"]) for card in cards)
    assert len([a for t, a in reader.tags if t == "a" and a.get("title")]) == len(cards)
    numbers = [a["style"] for t, a in reader.tags if t == "td" and "right" in str(a["style"])]
    assert numbers
    assert all("tabular-nums" in str(style) for style in numbers)


@pytest.mark.root_project
def test_the_source_line_names_what_the_rows_rest_on(obs: pd.DataFrame) -> None:
    rows = obs[(obs["indicator"] == "rd_expenditure") & obs["period"].isin(["2019", "2020"])]
    html = table(growth_rates(rows).tail(1), observations=obs)._repr_html_()
    assert "资料来源：国家统计局、科学技术部、财政部（2020—2021）" in html


def test_text_is_escaped_everywhere() -> None:
    frame = pd.DataFrame(
        {
            "region": ["<b>a</b>", 'x" onclick="y'],
            "indicator": "<i>",
            "period": "2020",
            "value": 1.0,
        }
    )
    html = table(frame, caption="<script>")._repr_html_()
    assert "<b>" not in html
    assert "<i>" not in html
    assert "<script" not in html
    assert 'onclick="' not in html


@pytest.mark.root_project
def test_the_text_form_is_stable_and_short(cities: pd.DataFrame, obs: pd.DataFrame) -> None:
    shown = table(cities, observations=obs)
    assert repr(shown) == repr(table(cities, observations=obs))
    assert repr(shown).startswith("Table(zh, 13 rows: 地区, 数值（亿元）, 位次")
    assert len(str(shown).splitlines()) == 14


@pytest.mark.root_project
def test_columns_are_chosen_and_checked(cities: pd.DataFrame) -> None:
    shown = table(cities, columns=["region", "rank"])
    assert str(shown).splitlines()[0] == "地区 | 位次"
    with pytest.raises(KejidataError, match="no column colour"):
        table(cities, columns=["colour"])


def test_an_empty_frame_is_shown_as_a_sentence(cities: pd.DataFrame) -> None:
    shown = table(cities.iloc[:0], "en", columns=["region", "implied_target"])
    assert shown._repr_html_() == '<div lang="en">There are no figures to list.</div>'


def test_an_empty_frame_has_headings_only(cities: pd.DataFrame) -> None:
    assert str(table(cities.iloc[:0], columns=["region", "rank"])) == "地区 | 位次"


@pytest.mark.root_project
@pytest.mark.parametrize("lang", LANGS)
def test_every_number_leads_to_its_origin(obs: pd.DataFrame, lang: str) -> None:
    for frame in (
        growth_rates(obs[obs["indicator"] == "rd_expenditure"]),
        target_outlook(obs[obs["source"] == "rugao_2020"]),
        rankings(obs[obs["indicator"] == "rd_intensity"], among="000000").dropna(subset=["value"]),
    ):
        shown = table(frame, lang, observations=obs)
        cells = [c for column in shown.columns if column.numeric for c in column.cells]
        assert len(cells) > 20
        assert [c.text for c in cells if not c.reason and not c.origin] == []
        assert [c.text for c in cells if c.reason and c.origin] == []


@pytest.mark.root_project
def test_a_growth_tells_its_calculation_and_a_figure_its_words(obs: pd.DataFrame) -> None:
    # 33357.1 / 30782.9 - 1, worked by hand: 8.36 %.
    rates = growth_rates(obs[obs["indicator"] == "rd_expenditure"])
    nation = rates[(rates["region"] == "000000") & (rates["period"] == "2023")]
    shown = table(nation, "en", observations=obs, columns=["value", "growth"])
    value, growth = (column.cells[0].origin for column in shown.columns)
    assert value is not None
    assert growth is not None
    assert growth.calculation == "3,335.71 ÷ 3,078.29 − 1 = 8.4%"
    assert (value.formula, value.sources) == ("", ("bulletin_2023",))


def test_an_interval_has_a_formula_and_no_result() -> None:
    rows = {"region": "A", "indicator": "patents", "period": [2019, 2020], "value": [64.3, 64.1]}
    rates = growth_rates(pd.DataFrame(rows).assign(step=0.1, unit="亿元"))
    (cell,) = table(rates[1:], "en", columns=["growth"], observations=None).columns[0].cells
    assert "–" in cell.text or "to" in cell.text
    assert cell.origin is not None
    assert cell.origin.calculation == ""
    assert cell.origin.formula


@pytest.mark.root_project
def test_cards_of_cells_need_no_script_and_are_reached_by_keyboard(cities: pd.DataFrame) -> None:
    html = table(cities, "en")._repr_html_()
    assert "<script" not in html
    numbers = [attrs for tag, attrs in seen(table(cities, "en")).tags if tag == "a"]
    assert len([attrs for attrs in numbers if attrs.get("tabindex") == "0"]) > 10


def test_a_rank_tells_among_how_many_and_how_many_have_no_figure() -> None:
    # Two of the seven of the group have a figure: each of the other five may be before them.
    rows = {"region": ["320682", "320681"], "indicator": "patents", "period": 2020}
    ranked = rankings(pd.DataFrame(rows | {"value": [5, 9]}))
    cells = table(ranked, "en", columns=["rank"]).columns[0].cells
    told = [cell.origin.calculation for cell in cells if cell.origin]
    assert told == [
        "place 1–6 of 7 regions, 5 without a figure",
        "place 2–7 of 7 regions, 5 without a figure",
    ]
    whole = rankings(pd.DataFrame({**rows, "region": ["a", "b"], "value": [5, 9]}))
    (cell, _) = table(whole, "zh", columns=["rank"]).columns[0].cells
    assert cell.origin is not None
    assert cell.origin.calculation == "2个地区中的第2位"


@pytest.mark.root_project
def test_a_derived_figure_tells_the_formula_of_the_registry(obs: pd.DataFrame) -> None:
    derived = derive(obs[obs["source"] == "rugao_2020"])
    cells = table(derived, "en", columns=["value"]).columns[0].cells
    formulas = [cell.origin.formula for cell in cells if cell.origin]
    assert len(formulas) == len(cells) > 3
    assert "hnte_certified / hnte_applied * 100" in formulas


def test_ends_and_what_is_implied_tell_the_formula_that_they_follow() -> None:
    frame = pd.DataFrame({"region": "a", "indicator": "own", "period": 2020, "value": [860, 107.5]})
    frame = frame.assign(measure=["value", "completion_ratio"], unit=["家", "%"], step=[1.0, 0.1])
    names = ["implied_target", "implied_low"]
    shown = table(completion_ratios(frame), "en", columns=names, observations=frame)
    whole, low = (column.cells[0].origin for column in shown.columns)
    assert whole is not None
    assert whole.calculation == "860 ÷ 107.5% = 800"
    assert low is not None
    assert next(low.lines("en"))[1] == "end of the interval: value ÷ completion ratio × 100"


def test_the_gap_of_a_total_is_no_gap_to_a_target():
    assert formulas(["gap", "outcome", "target"], []) == {"gap": "outcome - target"}
    assert formulas(["value", "computed", "gap"], []) == {
        "computed": "sum of the parts",
        "gap": "sum of the parts less the total",
    }


def test_an_exact_rate_has_the_decimals_of_the_rounded_ones_beside_it() -> None:
    """102 / 100 is 2% exactly; 3100 / 3000 is 3.3% as far as its rounding tells."""
    frame = pd.DataFrame(
        {"region": ["a", "a", "b", "b"], "indicator": "own", "period": [2019, 2020] * 2}
    )
    frame = frame.assign(value=[100.0, 102.0, 3000.0, 3100.0], step=[0.0, 0.0, 1.0, 1.0])
    rates = growth_rates(frame).query("period == 2020")
    assert str(table(rates, "en", columns=["region", "growth"])).split("\n")[1:] == [
        "a | 2.0",
        "b | 3.3",
    ]
    alone = table(rates.head(1), "en", columns=["region", "growth"])
    assert str(alone).split("\n")[1:] == ["a | 2"]


@pytest.mark.parametrize(
    ("column", "told"),
    [("median", "参排地区的中位数"), ("best_value", "参排地区中最好的")],
)
def test_what_is_told_of_the_group_says_so(column: str, told: str) -> None:
    obs = pd.DataFrame(
        {"region": list("abc"), "indicator": "own", "period": 2020, "value": [1, 2, 9]}
    )
    (cell,) = table(profile(obs, "a"), "zh", columns=[column]).columns[0].cells
    assert cell.origin is not None
    assert next(cell.origin.lines("zh")) == ("formula", told)

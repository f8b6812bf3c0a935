"""The base registry's indicators: whole rows, clear labels, published facts, reach."""

import re
from pathlib import Path

import indicator_lookup as lookup
import pytest

from kejidata.model import registry_file
from kejidata.model.labels import fold
from kejidata.model.unit_fit import unit_fits
from kejidata.tables.indicator_names import indicator_key

COLUMNS = (
    *("code", "name_zh", "name_en", "theme", "unit", "kind", "direction", "decimals"),
    *("definition", "aliases", "breaks", "formula", "related", "related_note"),
    *("price_basis", "timing", "definition_zh", "definition_source"),
    *("pattern_zh", "pattern_en"),
)
HAN = re.compile("[一-鿿]")
COUNTING = {
    *("家", "个", "项", "件", "人", "人次", "次", "场", "期", "笔", "篇", "份", "户"),
    *("台", "套", "辆", "块"),
}
LESS_IS_BETTER = {
    *("energy_per_gdp", "energy_per_industrial_value_added", "carbon_per_gdp", "cpi"),
    *("unemployment_rate", "registered_unemployment_rate"),
}
# Unit and kind as the communiqué of the nation, the bulletin on R&D or the yearbook prints them.
PUBLISHED = {
    "rd_expenditure": ("亿元", "amount"),
    "rd_intensity": ("%", "share"),
    "rd_personnel_fte": ("人年", "amount"),
    "rd_expenditure_per_personnel": ("万元/人年", "amount"),
    "rd_basic_share": ("%", "share"),
    "gov_st_expenditure": ("亿元", "amount"),
    "patents_granted": ("件", "count"),
    "valid_invention_patents": ("件", "count"),
    "pct_applications": ("件", "count"),
    "invention_patents_per_10k": ("件/万人", "amount"),
    "hnte_total": ("家", "count"),
    "tech_contracts_registered": ("项", "count"),
    "tech_contract_value": ("亿元", "amount"),
    "incubators_national": ("家", "count"),
    "science_literacy": ("%", "share"),
    "gdp": ("亿元", "amount"),
    "gdp_index": ("上年=100", "index"),
    "gdp_per_head": ("元/人", "amount"),
    "budget_revenue": ("亿元", "amount"),
    "population": ("万人", "amount"),
    "urbanisation_rate": ("%", "share"),
    "energy_per_gdp": ("吨标准煤/万元", "amount"),
    "cpi": ("上年=100", "index"),
}
# Names in the bulletin on R&D, the communiqué, yearbooks and reports; unit, measure and code.
NAMED = [
    ("研究与试验发展（R&D）经费", "亿元", "value", "rd_expenditure"),
    ("投入研究与试验发展（R&D）经费", "亿元", "value", "rd_expenditure"),
    ("R&D经费支出", "亿元", "value", "rd_expenditure"),
    ("研究与试验发展（R&D）经费", "%", "growth_rate", "rd_expenditure"),
    ("研究与试验发展（R&D）经费投入强度", "%", "value", "rd_intensity"),
    ("研究与试验发展（R&D）经费投入强度", "个百分点", "change", "rd_intensity"),
    ("全社会研发投入占GDP的比重", "%", "value", "rd_intensity"),
    (
        "按研究与试验发展（R&D）人员（全时工作量）计算的人均经费",
        *("万元", "value", "rd_expenditure_per_personnel"),
    ),
    (
        "研究与试验发展（R&D）经费投入超过千亿元的省（市）",
        *("个", "value", "rd_provinces_over_100bn"),
    ),
    ("各类企业研究与试验发展（R&D）经费", "亿元", "value", "rd_expenditure_firms"),
    ("政府属研究机构经费", "亿元", "value", "rd_expenditure_institutes"),
    ("全国基础研究经费", "亿元", "value", "rd_basic"),
    ("基础研究经费所占比重", "%", "value", "rd_basic_share"),
    ("国家财政科学技术支出", "亿元", "value", "gov_st_expenditure"),
    ("R&D人员全时当量", "万人年", "value", "rd_personnel_fte"),
    ("高新技术企业", "户", "value", "hnte_total"),
    ("国家高新技术企业数量", "万家", "value", "hnte_total"),
    ("高新技術企業總數", "家", "value", "hnte_total"),
    ("國家科技型中小企業入庫", "家", "value", "tech_sme_registered"),
    ("高技術製造業增加值", "%", "growth_rate", "hightech_manufacturing_value_added"),
    ("授予发明专利权", "万件", "value", "invention_patents_granted"),
    ("每万人口高价值发明专利拥有量", "件", "value", "high_value_patents_per_10k"),
    ("签订技术合同", "万项", "value", "tech_contracts_registered"),
    ("技术合同成交金额", "亿元", "value", "tech_contract_value"),
    ("技术交易额", "亿元", "value", "tech_transaction_value"),
    ("国家级科技企业孵化器", "家", "value", "incubators_national"),
    ("公民具备科学素质的比例", "%", "value", "science_literacy"),
    ("国内生产总值", "亿元", "value", "gdp"),
    ("生产总值增长", "%", "target", "gdp"),
    ("地区生产总值指数", "上年=100", "value", "gdp_index"),
    ("第二产业增加值比重", "%", "value", "secondary_share"),
    ("规模以上工业增加值", "%", "growth_rate", "industrial_value_added"),
    ("社会消费品零售总额", "亿元", "value", "retail_sales"),
    ("居民人均可支配收入", "元", "value", "income_per_head"),
    ("单位GDP能耗", "位", "rank", "energy_per_gdp"),
    # No indicator: the unit cannot be, or it is the growth that is ranked or compared.
    ("技术合同登记", "亿元", "value", ""),
    ("技术合同登记", "%", "completion_ratio", ""),
    ("高新技术企业", "亿元", "value", ""),
    ("R&D经费投入强度", "亿元", "value", ""),
    ("R&D经费增速", "位", "rank", ""),
    ("R&D经费增速", "个百分点", "change", ""),
    ("专利授权完成率", "位", "rank", ""),
    ("研发机构覆盖率", "%", "value", ""),
]


CODES = [row["code"] for row in lookup.rows()]


def test_the_columns_are_the_registry_s_and_three_more() -> None:
    assert all(tuple(row) == COLUMNS for row in lookup.rows())
    assert len(lookup.rows()) >= 150


def test_the_registry_s_own_checks_pass(tmp_path: Path) -> None:
    known = registry_file.COLUMNS
    tables = {
        "indicators": lookup.rows(),
        "themes": lookup.rows("themes"),
        "regions": [],
        "sources": [],
    }
    for name, rows in tables.items():
        lines = [known[name], *([row[column] for column in known[name]] for row in rows)]
        text = "\n".join(",".join('"' + c.replace('"', '""') + '"' for c in line) for line in lines)
        (tmp_path / f"{name}.csv").write_text(text + "\n", "utf-8")
    found = registry_file.read(tmp_path)
    assert list(found.indicators["code"]) == CODES
    assert found.indicator_codes[fold("全社会研发投入")] == "rd_expenditure"


def test_a_row_is_whole_in_both_languages() -> None:
    for row in lookup.rows():
        code = row["code"]
        for column in ("name_zh", "definition_zh", "definition_source"):
            assert HAN.search(row[column]), (code, column)
        for column in ("name_en", "definition"):
            assert re.fullmatch("[^一-鿿]+", row[column]), (code, column)
        assert row["definition"].endswith("."), code
        assert row["definition_zh"].endswith("。"), code
        assert re.fullmatch(r"[a-z][a-z0-9_]*", code)
        assert bool(row["related"]) == bool(row["related_note"]), code
        assert row["related"] != code


def test_units_and_kinds_agree() -> None:
    for row in lookup.rows():
        code, unit, kind = row["code"], row["unit"], row["kind"]
        assert (unit in COUNTING) == (kind == "count"), code
        assert (unit == "%") == (kind == "share") or (unit, kind) == ("%", "index"), code
        assert (unit in ("分", "上年=100") or unit == "%") or kind != "index", code
        assert kind != "count" or row["decimals"] == "0", code
        assert unit_fits(unit, unit), code


def test_money_is_at_current_or_constant_prices_and_nothing_else_is_but_ratios_to_money() -> None:
    for row in lookup.rows():
        top, _, per = row["unit"].partition("/")
        if top.endswith("元"):
            assert row["price_basis"] in ("current", "current_level", "constant"), row["code"]
        elif row["code"] == "gdp_index" or per.endswith("元"):
            assert row["price_basis"] == "constant", row["code"]
        else:
            assert row["price_basis"] == "none", row["code"]


def test_less_is_better_where_it_is_known_to_be() -> None:
    assert {row["code"] for row in lookup.rows() if row["direction"] == "-1"} == LESS_IS_BETTER


def test_themes_are_those_in_use() -> None:
    themes = [row["code"] for row in lookup.rows("themes")]
    assert len(set(themes)) == len(themes)
    assert set(themes) == {row["theme"] for row in lookup.rows()}


@pytest.mark.parametrize("spelling", [fold, indicator_key])
def test_a_label_means_one_indicator(spelling) -> None:  # type: ignore[no-untyped-def]
    found: dict[str, str] = {}
    for row in lookup.rows():
        for label in lookup.labels(row):
            assert found.setdefault(spelling(label), row["code"]) == row["code"], label


def test_no_alias_twice() -> None:
    for row in lookup.rows():
        labels = [fold(name) for name in [row["name_zh"], *row["aliases"].split("|")]]
        assert len(set(labels)) == len(labels), row["code"]


def test_formulas_and_pointers_name_indicators() -> None:
    codes = set(CODES)
    for row in lookup.rows():
        assert row["related"] in codes | {""}
        words = set(re.findall(r"[a-z_][a-z0-9_]*", row["formula"])) - {"count", "nation"}
        assert words <= codes, row["code"]


@pytest.mark.parametrize("code", PUBLISHED)
def test_published_units(code: str) -> None:
    (row,) = [row for row in lookup.rows() if row["code"] == code]
    assert (row["unit"], row["kind"]) == PUBLISHED[code]


@pytest.mark.parametrize(("name", "unit", "measure", "code"), NAMED)
def test_names_of_bulletins_yearbooks_and_reports(
    name: str, unit: str, measure: str, code: str
) -> None:
    assert lookup.find(name, unit, measure) == code


def test_half_of_the_labelled_figures_have_a_code() -> None:
    if not (lookup.CORPUS / "gold.jsonl").exists():
        pytest.skip("the labelled corpus lies beside the checkout")
    found = [lookup.find(row["indicator"], row["unit"], row["measure"]) for row in lookup.gold()]
    assert sum(map(bool, found)) >= 0.5 * len(found)
    assert len(lookup.sample()) == 200


# As the national yearbooks define them: of a period, or at a point in time.
TIMED = {
    "flow": {
        *("rd_expenditure", "patents_granted", "hnte_certified", "tech_contract_value", "gdp"),
        *("exports", "st_awards_national", "urban_jobs_new", "income_per_head", "pledge_loans"),
        *("foreign_investment", "hnte_net_increase"),
    },
    "stock": {
        *("valid_invention_patents", "invention_patents_per_10k", "hnte_total", "population"),
        *("deposits", "loans", "tech_loan_balance", "incubators", "listed_firms", "employment"),
        *("talents_total", "market_entities"),
    },
    "ratio": {"rd_intensity", "urbanisation_rate", "cpi", "energy_per_gdp"},
}


def test_a_stock_is_told_from_a_flow() -> None:
    rows = {row["code"]: row for row in lookup.rows()}
    for timing, codes in TIMED.items():
        assert {rows[code]["timing"] for code in codes} == {timing}
    for code, row in rows.items():
        timing, said = row["timing"], row["definition"]
        assert timing == "ratio" or row["kind"] in ("amount", "count"), code
        assert timing == "flow" or not code.endswith(("_new", "_granted", "_applications")), code
        assert timing == "stock" or not row["name_zh"].endswith(("余额", "拥有量", "总数")), code
        if timing == "flow":
            assert "at the end of the period" not in said, code

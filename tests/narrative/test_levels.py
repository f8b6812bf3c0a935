"""What the paragraphs on derived levels say, held against figures worked by hand."""

import narrative_oracle as oracle
import pandas as pd
import pytest

import kejidata
from kejidata import figures, narrative


def frame(values: list[float | None], **columns: object) -> pd.DataFrame:
    shared = {"region": "320682", "indicator": "own_a", "value": values} | columns
    return pd.DataFrame(shared)


def regions(values: list[float], step: float = 0.0) -> pd.DataFrame:
    rows = pd.concat(
        frame([value, 10.0], region=region, indicator=["own_a", "own_b"], step=step)
        for region, value in zip(["a", "b", "c"], values, strict=True)
    )
    return rows.assign(period=2020, unit="亿元")


def ratios(values: list[float], lang: str, step: float = 0.0) -> str:
    found = kejidata.ratio(regions(values, step), "own_a", "own_b", name="own_share")
    said = narrative.ratio(found, lang=lang)
    oracle.check(said)
    return str(said)


@pytest.mark.parametrize(
    ("lang", "top", "bottom"),
    [
        ("en", "highest in c (50%)", "and lowest in a (20%)"),
        ("zh", "2020年3个地区的own_share，最高的是c（50%）", "最低的是a（20%）"),
    ],
)
def test_regions_are_compared_by_both_ends(lang: str, top: str, bottom: str) -> None:
    said = ratios([2.0, 3.0, 5.0], lang)
    assert top in said
    assert bottom in said


def test_equals_are_named_together_and_what_rounding_leaves_open_is_said_so() -> None:
    assert "equally highest in b (50%) and c (50%)" in ratios([2.0, 5.0, 5.0], "en")
    # Of 4.9 to 5.1 and 4.8 to 5.0 by about 10 either may be the higher.
    assert "highest in b (" in ratios([2.0, 4.9, 5.0], "en", 0.2)
    assert "highest in one that rounding cannot tell from the others" in ratios(
        [5.0, 4.9, 5.0], "en", 0.4
    )
    assert "都为50%" in ratios([5.0, 5.0, 5.0], "zh")


def test_a_total_is_not_compared_with_its_members() -> None:
    rows = pd.concat([regions([2.0, 3.0, 5.0]), regions([90.0] * 3).assign(region="total").head(2)])
    said = str(narrative.ratio(kejidata.ratio(rows, "own_a", "own_b"), lang="en"))
    # The two are unnamed as one: the sentence says what is divided by what.
    beginning = "Among the 3 regions in 2020, the ratio of own_a to own_b was highest in c (50%)"
    assert beginning in said
    assert "came to 900%" in said


def test_a_single_period_is_told_with_the_two_it_comes_from() -> None:
    obs = frame([1.4, 3.1, 5.0], period=[f"2020-01/2020-{m:02d}" for m in (3, 6, 9)], step=0.1)
    said = narrative.single_periods(kejidata.single_periods(obs), observations=obs, lang="zh")
    oracle.check(said)
    # 1.4, 1.7 (1.6 to 1.8) and 1.9 (1.8 to 2.0): only the two ends are apart for sure.
    assert "由2020年1—9月的5.0减去2020年1—6月的3.1得出" in str(said)
    assert "最高的是2020年7—9月，最低的是2020年1—3月（1.4）" in str(said)


def test_index_numbers_name_their_base_and_what_has_none() -> None:
    obs = frame([None, 80.0, 100.0], period=[2018, 2019, 2020])
    said = str(narrative.index_numbers(kejidata.index_numbers(obs, 2019), lang="en"))
    assert said == "With 2019 set to 100, own_a in Rugao stood at 125 in 2020."
    none = str(narrative.index_numbers(kejidata.index_numbers(obs, 2018), lang="en"))
    assert "no index number can be given" in none.lower()


def test_a_real_amount_stands_beside_that_at_its_own_prices() -> None:
    obs = frame([100.0, 110.0, 120.0], period=[2019, 2020, 2021], unit="亿元")
    prices = frame([110.0], indicator="cpi", period=[2020])
    said = str(narrative.real(kejidata.real(obs, prices, 2019), observations=obs, lang="zh"))
    # 110 / 1.1 = 100; the index of 2021 is missing.
    assert said.startswith(
        "按2019年价格（以如皋市居民消费价格指数缩减），2020年如皋市own_a为100亿元；按当年价格为110亿元。"
    )
    assert "2021年因本期数据缺失" in said


def test_prices_of_the_province_are_told_as_its() -> None:
    obs = frame([100.0, 110.0], period=[2019, 2020], unit="亿元")
    amounts = kejidata.real(
        obs, frame([110.0], indicator="cpi", region="江苏", period=[2020]), 2019
    )
    said = "按2019年价格（以江苏省居民消费价格指数缩减），2020年如皋市"
    assert str(narrative.real(amounts, lang="zh")).startswith(said)
    said = "At the prices of 2019 (deflated by the consumer price index of Jiangsu), own_a in Rugao"
    assert str(narrative.real(amounts, lang="en")).startswith(said)


@pytest.mark.parametrize(
    ("of", "lang", "said"),
    [
        (["江苏"], "zh", "以江苏省居民消费价格指数缩减"),
        (["江苏"], "en", "deflated by the consumer price index of Jiangsu"),
        (["南通", "苏州"], "zh", "以各地区的居民消费价格指数缩减"),
        (["南通", "苏州"], "en", "deflated by the consumer price index of each region"),
        (["江苏", "苏州"], "zh", "以各地区或其上级地区的居民消费价格指数缩减"),
        (["江苏", "苏州"], "en", "consumer price index of each region or of one that it lies in"),
    ],
)
def test_sentence_and_picture_say_whose_price_index_it_is(of: list[str], lang, said: str) -> None:
    obs = pd.concat(
        frame([100.0, value], region=region, period=[2019, 2020], unit="亿元")
        for region, value in (("南通", 110.0), ("苏州", 120.0))
    )
    prices = pd.concat(frame([110.0], indicator="cpi", region=one, period=[2020]) for one in of)
    amounts = kejidata.real(obs, prices, 2019)
    assert set(amounts["deflator_indicator"]) == {"cpi"}
    assert said in str(narrative.real(amounts, lang=lang))
    assert said in figures.alt_text(figures.level_panels(amounts, lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_row_is_a_sentence(lang: str) -> None:
    empty = kejidata.ratio(regions([2.0, 3.0, 5.0]), "own_a", "own_b").head(0)
    assert str(narrative.ratio(empty, lang=lang)) in (
        "没有可供叙述的数据。",
        "There are no figures to report.",
    )


def test_a_part_of_a_table_s_own_is_told_by_its_name_and_as_no_ratio(tmp_path) -> None:
    path = tmp_path / "parts.csv"
    path.write_text("地区,R&D人员(人),\n,合计,制造业\n子市,120,80\n丑市,90,50\n", "utf-8")
    frame = kejidata.read_table(path, period=2023, own=True)
    part = frame[frame["indicator"] == "R&D人员/制造业"]
    said = str(narrative.rankings(kejidata.rankings(part), lang="zh"))
    assert "R&D人员/制造业居首位的是子市" in said
    assert "之比" not in said


def test_an_index_number_tells_its_quotient_and_nothing_is_behind_the_hundred() -> None:
    obs = frame([80.0, 100.0], period=[2019, 2020])
    numbers = kejidata.index_numbers(obs, 2019)
    facts = narrative.index_numbers(numbers, observations=obs, lang="en").facts
    told = facts.set_index("text")[["formula", "calculation"]]
    assert told.loc["125"].tolist() == ["100 * value / base_value", "100 × 100 ÷ 80 = 125"]
    assert told.loc["100"].tolist() == ["", ""]


def test_a_ratio_tells_what_was_divided_by_what() -> None:
    found = kejidata.ratio(regions([2.0, 3.0, 5.0]), "own_a", "own_b")
    facts = narrative.ratio(found, lang="en").facts
    assert facts.set_index("text").loc["50%", "formula"] == "own_a / own_b"

"""Every figure, both languages, both sizes: nothing cut, nothing upon another, no missing glyph."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from figure_checks import assert_readable

from kejidata import figures

SIZES = ("slide", "column")
LANGS = ("zh", "en")
BOTH = [(lang, size) for lang in LANGS for size in SIZES]
LONG = "全市规模以上工业企业中开展研究与试验发展活动并建有省级以上研发机构的企业数占比"
LONG_EN = (
    "share of industrial enterprises with formal research activity and a provincial institution"
)


@pytest.mark.parametrize(("lang", "size"), BOTH)
def test_shipped_figures(lang, size, shipped_figures):
    for stem, figure in shipped_figures(lang, size).items():
        try:
            drawn = assert_readable(figure)
        except AssertionError as error:
            raise AssertionError(f"{stem}: {error}") from error
        # A phone 390 px wide shows a picture 366 px wide, and no type below eleven pixels on it.
        pixels = 366 / figure.get_figwidth() / 72
        small = [text.get_text() for text in drawn if text.get_fontsize() * pixels < 11]
        assert small == [] or size != "column", stem


def regions(count, name="县"):
    return [f"{name}{n:02d}" for n in range(count)]


def outlook(count, name=LONG):
    values = np.linspace(-50, 400, count)
    frame = pd.DataFrame(
        {
            "region": "甲",
            "indicator": [f"{name}{n}" for n in range(count)],
            "period": "2021",
            "target": values,
            "unit": "万元",
            "last_value": 100.0,
            "last_period": "2020",
            "age": 1.0,
        }
    )
    frame["change"] = frame["target"] - 100
    frame["change_rate"] = frame["change"]
    frame["reason"] = ""
    refused = frame.index % 3 == 2
    frame.loc[refused, ["last_value", "age", "change", "change_rate"]] = np.nan
    frame.loc[refused, "reason"] = "definition_differs"
    return frame


def completion(count, name=LONG):
    frame = outlook(count, name).rename(columns={"last_value": "value"})
    frame["completion"] = frame["target"] - 30
    frame.loc[frame["value"].isna(), "completion"] = np.nan
    return frame.assign(elapsed=91.67)


def ranked(count, periods=("2020",), name="县"):
    rows = [
        {
            "region": region,
            "indicator": LONG,
            "period": period,
            "value": -3.0 + n * 1234.5,
            "rank": 1 + (count - n + shift * 3 * n) % count,
            "best": count - n,
            "worst": count - n + n % 2,
            "reason": "",
        }
        for shift, period in enumerate(periods)
        for n, region in enumerate(regions(count, name))
    ]
    frame = pd.DataFrame(rows)
    empty = frame["region"] == frame["region"].iloc[-1]
    if count > 2:
        frame.loc[empty, ["rank", "best", "worst", "value"]] = np.nan
        frame.loc[empty, "reason"] = "no_value"
    return frame


def growing(count, periods=("2019", "2020", "2021"), name="县"):
    frame = ranked(count, periods, name)
    frame["growth"] = frame["value"] / 100 - 30
    return frame.assign(unit="%", reason=np.where(frame["growth"].isna(), "zero_base", ""))


def audited(count, name=LONG):
    verdicts = ["confirmed", "contradicted", "not_checkable"]
    frame = pd.DataFrame(
        {
            "region": [f"县{n % 2}" for n in range(count)],
            "indicator": name,
            "period": "2020-01/2020-11",
            "measure": "growth_rate",
            "stated": -1234.5,
            "step": 0.1,
            "unit": "%",
            "low": -1250.0,
            "high": 1240.0,
            "verdict": [verdicts[n % 3] for n in range(count)],
            "reason": [["", "", "no_base"][n % 3] for n in range(count)],
            "needs": [["", "", "县1/x/2019; 县2/x/2019"][n % 3] for n in range(count)],
        }
    )
    frame.loc[frame["verdict"] == "not_checkable", ["low", "high"]] = np.nan
    return frame


def observed(count, name="县"):
    rows = [
        {"region": region, "indicator": code, "period": str(year), "value": value}
        for n, region in enumerate(regions(count, name))
        for year in (2019, 2020, 2022)
        for code, value in (("x", 10.0 ** (n % 5) + year), ("y", n % 7 - 2.0))
    ]
    return pd.DataFrame(rows).assign(unit="万元")


def products(count, name=LONG):
    rows = [
        {
            "region": "a",
            "indicator": f"{name}{n}",
            "period": "2020",
            "measure": "value",
            "value": 9.0 + n,
        }
        for n in range(count)
    ]
    rows += [{**row, "period": "2021", "measure": "target", "value": 2e4} for row in rows[::2]]
    return pd.DataFrame(rows).assign(unit="万元")


def drawings(count, name, lang, size):
    """Yield every figure on tables of an analyst's own with so many rows."""
    more = {"lang": lang, "size": size}
    yield figures.target_dumbbell(outlook(count, name), **more)
    yield figures.completion_bullets(completion(count, name), **more)
    codes = [f"{name}{n}" for n in range(count)]
    loans = products(count, name)
    yield figures.finance_products(loans, products=codes, **more)
    pairs = [(codes[0], codes[-1]), (codes[-1], codes[0])]
    yield figures.funnels(loans, pairs=pairs, **more)
    yield figures.ranking_dots(ranked(count), **more)
    yield figures.rank_bump(ranked(count, ("2019", "2020", "2021")), **more)
    yield figures.growth_heatmap(growing(count), **more)
    yield figures.spending_intensity(observed(count), pair=("x", "y"), **more)
    yield figures.small_multiples(observed(count), indicator="x", **more)
    yield figures.audit_marks(audited(count, name), **more)


@pytest.mark.parametrize(
    ("lang", "size", "count"),
    [*((*both, 31) for both in BOTH), ("zh", "slide", 1), ("en", "column", 1)],
)
def test_own_tables(lang, size, count):
    for figure in drawings(count, LONG if lang == "zh" else LONG_EN, lang, size):
        try:
            assert_readable(figure)
        except AssertionError as error:
            raise AssertionError(f"{figure.get_label()}: {error}") from error


@pytest.mark.parametrize(("lang", "size"), BOTH)
def test_names_of_regions_longer_than_their_room(lang, size):
    name = "内蒙古自治区锡林郭勒盟西乌珠穆沁旗" if lang == "zh" else "Inner Mongolia, West Ujimqin "
    more = {"lang": lang, "size": size}
    assert_readable(figures.ranking_dots(ranked(12, name=name), **more))
    assert_readable(figures.rank_bump(ranked(8, ("2020", "2021"), name=name), **more))
    assert_readable(figures.growth_heatmap(growing(12, name=name), **more))
    assert_readable(figures.small_multiples(observed(12, name), indicator="y", **more))
    assert_readable(figures.spending_intensity(observed(12, name), pair=("x", "y"), **more))


def test_a_dollar_sign_and_a_line_break_in_a_name_are_only_text():
    frame = outlook(2, name="cost in $ of\n$x_1$ ")
    figure = figures.target_dumbbell(frame, lang="en")
    assert_readable(figure)
    assert "cost in $ of $x_1$ 0" in [text.get_text() for text in figure.axes[0].texts]

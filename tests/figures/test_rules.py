"""Rules over the headlines and labels of all charts, in both languages, on frames of all kinds."""

from __future__ import annotations

import re
from itertools import product

import pandas as pd
import pytest
from figure_checks import texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kejidata
from kejidata import figures
from kejidata.figures.layout.picture import Sentence

REGIONS = ("110000", "120000", "310000", "320000")
NAMES = {
    "zh": ("北京", "天津", "上海", "江苏"),
    "en": ("Beijing", "Tianjin", "Shanghai", "Jiangsu"),
}
INFINITY = float("inf")
PERIODS = ("2018", "2019", "2020", "2020-01/2020-06")
RULES = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
LANGS = st.sampled_from(["zh", "en"])


@st.composite
def frames(draw, regions=REGIONS, periods=PERIODS[:3], empty=True):
    """Return observations with gaps, ties, steps of several sizes and some bounds."""
    rows = []
    for region, period in product(regions, periods):
        value = draw(st.integers(-3, 12) | (st.none() if empty else st.nothing()))
        rows.append(
            {
                "region": region,
                "indicator": "x",
                "period": period,
                "value": float("nan") if value is None else float(value),
                "step": draw(st.sampled_from([0.0, 0.0, 1.0, 4.0])),
                "bound": draw(st.sampled_from(["exact"] * 6 + ["at_least", "about"])),
            }
        )
    return pd.DataFrame(rows)


def headline(figure):
    return re.split(r"。|\.(?= |$)", figure.get_label())[0]


def named(told, lang):
    """Return the codes of the regions that a headline names."""
    return {code for code, name in zip(REGIONS, NAMES[lang], strict=True) if name in told}


def published(row):
    """Return low and high end and whether each is held: of a bound one or both are open."""
    half, value = row["step"] / 2, row["value"]
    if row["bound"] != "exact":
        return value if row["bound"] == "at_least" else -INFINITY, INFINITY, True, True
    return value - half, value + half, True, half == 0


def measured(row):
    """Return the interval of a growth as the result has it."""
    closed = row["closed"]
    return row["low"], row["high"], closed in ("both", "left"), closed in ("both", "right")


def surely_up(row):
    low, _, held, _ = measured(row)
    return low > 0 or (low == 0 and not held)


def surely_down(row):
    _, high, _, held = measured(row)
    return high < 0 or (high == 0 and not held)


def exact_rows(obs, period, bounds=False):
    now = obs[(obs["period"] == period) & obs["value"].notna()]
    now = now if bounds else now[now["bound"] == "exact"]
    return {row["region"]: published(row) for row in now.to_dict("records")}


def below(one, other):
    """Tell whether every number of one interval lies below every one of another."""
    touching = one[1] == other[0] and not (one[3] and other[2])
    return one[1] < other[0] or touching


def highest(intervals):
    """Return who may be highest and whether that is sure, from the intervals alone."""
    may = {
        name
        for name, one in intervals.items()
        if not any(below(one, other) for other in intervals.values())
    }
    spans = {intervals[one] for one in may}
    return may, len(may) == 1 or (len(spans) == 1 and all(one[0] == one[1] for one in spans))


def draws(figure_of, *arguments, **options):
    """Return a figure, None where the package says that nothing can be drawn."""
    try:
        figure = figure_of(*arguments, **options)
    except kejidata.KejidataError:
        return None
    return None if isinstance(figure, Sentence) else figure


@RULES
@given(frames(), LANGS)
def test_small_multiples(obs, lang):
    figure = draws(figures.small_multiples, obs, lang)
    if figure is None:
        return
    told = headline(figure)
    kept = obs[(obs["bound"] == "exact") & obs["value"].notna()]
    periods = sorted(kept["period"].unique())
    now = exact_rows(obs, periods[-1], bounds=True)
    may, sure = highest(now)
    word = "可能" if lang == "zh" else "may be"
    assert named(told, lang) <= may or len(may) > 3
    assert (word in told) == (not sure)
    if sure and len(may) <= 3:
        # One region alone is not the highest of anything.
        assert named(told, lang) == (may if kept["region"].nunique() > 1 else set())
    # By their levels: from zero or below there is no rate, but a way up or down.
    ends = exact_rows(obs, periods[0]) if len(periods) > 1 else {}
    last = exact_rows(obs, periods[-1])
    known = ends.keys() & last.keys()
    rose = sum(below(ends[region], last[region]) for region in known)
    if len(known) and rose == len(known):
        zh, en = {1: ("1个地区", "the one region"), 2: ("全部", "both ")}.get(
            rose, ("全部", "all ")
        )
        assert (zh if lang == "zh" else en) in told
    elif len(known):
        assert "全部" not in told
        assert "in all " not in told
    absent = kept["region"].nunique() - len(known)
    if len(known) and absent:
        assert f"另有{absent}个无法计算" in told or f"{absent} more cannot be computed" in told


@RULES
@given(frames(), LANGS)
def test_growth_heatmap(obs, lang):
    growth = kejidata.growth_rates(obs)
    figure = draws(figures.growth_heatmap, growth, lang)
    if figure is None:
        return
    told = headline(figure)
    drawn = [p for p, part in growth.groupby("period") if part["growth"].notna().any()]
    last = growth[growth["period"] == (drawn or sorted(growth["period"].unique()))[-1]]
    known = last.dropna(subset="growth")
    rose, fell = (sum(map(sure, known.to_dict("records"))) for sure in (surely_up, surely_down))
    fastest, least = ("最快", "降幅最小") if lang == "zh" else ("fastest", "least")
    # One region alone is neither fastest nor least.
    assert (fastest in told) == (rose > 0 and len(known) > 1)
    assert (least in told) == (fell == len(known) > 1)
    refused = len(last) - len(known)
    if len(known):
        clause = (
            f"另有{refused}个无法计算" if lang == "zh" else f"{refused} more cannot be computed"
        )
        assert (clause in told) == (refused > 0)
        spans = {row["region"]: measured(row) for row in known.to_dict("records")}
        may, sure = highest(spans)
        assert named(told, lang) <= may
        if named(told, lang) and sure:
            assert named(told, lang) == may


@RULES
@given(frames(), LANGS)
def test_ranking_dots(obs, lang):
    ranks = kejidata.rankings(obs)
    figure = draws(figures.ranking_dots, ranks, lang, period="2020")
    if figure is None:
        return
    told = headline(figure)
    first = ranks[(ranks["period"] == "2020") & (ranks["best"] == 1)]
    sure = len(first) == 1 or bool((first["worst"] - first["missing"] == 1).all())
    word = "可能" if lang == "zh" else "may each"
    assert (word in told) == (len(first) > 0 and not sure)
    if 0 < len(first) <= 3:
        assert named(told, lang) == set(first["region"])
    count = int(ranks[ranks["period"] == "2020"]["rank"].notna().sum())
    assert count < 2 or str(count) in told
    gaps = len(first) and int(first["missing"].iloc[0])
    known = f"可排名的{count}个" if lang == "zh" else f"the {count} ranked"
    known = ("只有" if lang == "zh" else "only ") if count == 1 else known
    assert (known in told) == (gaps > 0)


@RULES
@given(frames(empty=False), LANGS, st.sampled_from(REGIONS))
def test_rank_bump(obs, lang, focus):
    ranks = kejidata.rankings(obs)
    figure = draws(figures.rank_bump, ranks, lang, focus=focus)
    if figure is None:
        return
    told = headline(figure)
    own = ranks[ranks["rank"].notna()]
    periods = sorted(own["period"].unique())
    own = own[(own["region"] == focus)].set_index("period")
    if len(periods) < 2 or not {periods[0], periods[-1]} <= set(own.index):
        return
    first, last = own.loc[periods[0]], own.loc[periods[-1]]
    name = NAMES[lang][REGIONS.index(focus)]
    clause = next(part for part in re.split("；|; ", told) if name in part)
    up, down = ("升至", "降至") if lang == "zh" else ("rises", "falls")
    assert (up in clause) == bool(last["worst"] < first["best"])
    assert (down in clause) == bool(last["best"] > first["worst"])


@RULES
@given(frames(regions=REGIONS, periods=("2020",)), LANGS)
def test_province_tiles(obs, lang):
    figure = draws(figures.province_tiles, obs, lang)
    if figure is None:
        return
    told = headline(figure)
    may, sure = highest(exact_rows(obs, "2020", bounds=True))
    top = told.split("最低")[0] if lang == "zh" else told.split("lowest")[0]
    word = "可能" if lang == "zh" else "may be"
    first = re.split("，|, (?=lowest|equally lowest)", top)[0]
    assert (word in first) == (not sure)
    if len(may) <= 3 and len(exact_rows(obs, "2020", bounds=True)) == len(may):
        assert named(told, lang) == may


@RULES
@given(
    st.lists(st.tuples(st.integers(1, 60), st.integers(0, 60), st.sampled_from([0.0, 1.0, 10.0]))),
    LANGS,
)
def test_completion_bullets(rows, lang):
    if not rows:
        return
    obs = pd.DataFrame(
        [
            {"indicator": f"i{n}", "measure": measure, "value": float(value), "step": step}
            for n, (target, actual, step) in enumerate(rows)
            for measure, value in (("target", target), ("value", actual))
        ]
    ).assign(region="A", period="2020")
    ratios = kejidata.completion_ratios(obs)
    told = headline(figures.completion_bullets(ratios, lang))
    if len(rows) == 1:
        return
    reached = sum(a - s / 2 >= t for t, a, s in rows)
    missed = sum(a + s / 2 < t for t, a, s in rows)
    for count, words in (
        (reached, (f"{reached}项已完成", f"{reached} is reached", f"{reached} are reached")),
        (missed, (f"{missed}项未完成", f"{missed} is missed", f"{missed} are missed")),
    ):
        assert any(word in told for word in words) == (count > 0)


@RULES
@given(st.integers(1, 40), st.integers(0, 40), st.sampled_from([0.0, 1.0, 4.0]), LANGS)
def test_funnels(entered, left, step, lang):
    obs = pd.DataFrame(
        {"region": "A", "indicator": ["p", "q"], "period": "2020", "value": [entered, left]}
    ).assign(step=step, unit="亿元", value=lambda f: f["value"].astype(float))
    figure = figures.funnels(obs, lang, pairs=(("p", "q"),))
    told = headline(figure)
    if entered - step / 2 <= 0:
        assert "%" not in told
        return
    low = max(left - step / 2, 0) / (entered + step / 2) * 100
    high = (left + step / 2) / (entered - step / 2) * 100
    shown = [float(number) for number in re.findall(r"[\d.]+(?=%)", told)]
    if step == 0:
        assert shown == [pytest.approx(left / entered * 100, abs=0.0501)]
    else:
        for number in shown:
            assert low - 1 <= number <= high + 1 or left - step / 2 < 0


@RULES
@given(
    st.integers(1, 60), st.integers(1, 60), st.sampled_from([0.0, 1.0, 10.0]), LANGS
)  # fmt: skip
def test_finance_products(actual, plan, step, lang):
    obs = pd.DataFrame(
        {
            "region": "A",
            "indicator": "p",
            "period": ["2020", "2021"],
            "measure": ["value", "target"],
            "value": [float(actual), float(plan)],
            "step": [step, 0.0],
            "unit": "万元",
        }
    )
    told = headline(figures.finance_products(obs, lang, products=("p",)))
    sure = plan > actual + step / 2
    never = plan <= actual - step / 2
    words = {"zh": ("1项计划高于", "0项计划高于"), "en": ("1 of 1 ", "0 of 1 ")}[lang]
    if sure:
        assert words[0] in told
    if never:
        assert words[1] in told


@RULES
@given(frames(periods=("2020",), empty=False), LANGS)
def test_no_label_says_nan_or_a_plural_of_one(obs, lang):
    for figure in (
        draws(figures.small_multiples, obs, lang),
        draws(figures.ranking_dots, kejidata.rankings(obs), lang),
        draws(figures.province_tiles, obs, lang),
    ):
        if figure is not None:
            said = " ".join([figure.get_label(), *(text.get_text() for text in texts(figure))])
            assert not re.search(r"\bnan\b|\bNone\b|\b1 (?:regions|targets|statements)\b", said)

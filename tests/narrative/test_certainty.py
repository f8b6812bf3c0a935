"""A word stands only where it holds over the whole rounding interval; elsewhere it says may."""

from __future__ import annotations

import pandas as pd
import pytest

import kejidata as kd
from kejidata import narrative
from kejidata.figures import rank_bump

BOTH = ("en", "zh")


def figures(**columns: object) -> pd.DataFrame:
    return pd.DataFrame({"region": "A", "indicator": "x", **columns})


def grown(obs: pd.DataFrame, lang: str = "en", **more: object) -> str:
    return str(narrative.growth(kd.growth_rates(obs), observations=obs, lang=lang, **more))


def ranked(obs: pd.DataFrame, lang: str = "en", **more: object) -> str:
    return str(narrative.rankings(kd.rankings(obs), observations=obs, lang=lang, **more))


def completed(obs: pd.DataFrame, lang: str = "en") -> str:
    return str(narrative.completion(kd.completion_ratios(obs), observations=obs, lang=lang))


def pair(base: float, value: float, **more: object) -> pd.DataFrame:
    return figures(period=[2019, 2020], value=[base, value], **more)


# Regions by name.

PLACES = ["江苏", "浙江", "苏州", "南京", "全国"]
CODES = ["320000", "330000", "320500", "320100", "000000"]


@pytest.mark.parametrize("lang", BOTH)
@pytest.mark.parametrize("tell", [ranked, grown])
def test_regions_by_name_are_told_as_by_code(lang, tell):
    years = pd.DataFrame({"period": [2019, 2020]})
    texts = []
    for names in (PLACES, CODES):
        obs = pd.DataFrame({"region": names, "size": [3000.0, 2500, 900, 700, 24000]})
        obs = obs.merge(years, how="cross").assign(indicator="x")
        obs["value"] = obs["size"] * (1 + (obs["period"] - 2019) * obs["size"] / 1e5)
        texts.append(tell(obs.drop(columns="size"), lang))
    assert texts[0] == texts[1]


def test_a_total_by_name_is_no_member():
    obs = pd.DataFrame({"region": PLACES, "indicator": "x", "period": 2020})
    text = ranked(obs.assign(value=[3000.0, 2500, 900, 700, 24000]))
    assert "Jiangsu (3,000) led the 2 of 31 provinces of China that can be ranked" in text
    assert "Suzhou (900) led the 2 of 13 cities of Jiangsu that can be ranked" in text
    assert "24,000" not in text


# Periods of several years.


def test_five_years_move_on_from_the_previous_five():
    obs = figures(period=["2011/2015", "2016/2020"], value=[100.0, 150])
    assert "grew 50% on the previous five years" in grown(obs)
    assert "比上一个五年增长50%" in grown(obs, "zh")


def test_a_recovery_over_ten_years_says_so():
    obs = figures(period=["2006/2010", "2011/2015", "2016/2020"], value=[100.0, 90, 110])
    effects = kd.base_effects(obs)
    assert "a year over ten years" in str(narrative.base_effects(effects, lang="en"))
    assert "十年平均增长1.0%" in str(narrative.base_effects(effects))


def test_a_course_runs_over_like_periods():
    whens = ["2018", "2019", "2019-01/2019-06", "2020-01/2020-06"]
    text = grown(figures(period=whens, value=[100.0, 110, 50, 60]))
    assert "Over" not in text
    months = ["2019-01", "2019-06", "2020-01", "2020-06"]
    assert "a year" not in grown(figures(period=months, value=[100.0, 110, 120, 150]))


# Direction and doubling.


@pytest.mark.parametrize(
    ("base", "value", "steps", "en", "zh"),
    [
        (
            2.0,
            2.4,
            [1.0, 0.1],
            "may have risen or fallen (between −6.0% and 63.3%)",
            "可能升也可能降",
        ),
        (100.0, 100.0, [0.1, 0.1], "saw no published change from", "与上年公布数持平"),
        (2.0, 2.5, [0.0, 1.0], "may have risen (between 0.0% and 50.0%)", "可能上升"),
        # Both are rounded, so that 1.5 in both is out of the question: the end is not held.
        (1.0, 2.0, [1.0, 1.0], "grew between 0.0% and 400.0%", "增长0.0%至400.0%"),
        (5.0, 10.2, [1.0, 0.1], "grew between 84.5% and 127.8%", "增长84.5%至127.8%"),
        (5.0, 10.0, [1.0, 1.0], "grew between 72.7% and 133.3%", "增长72.7%至133.3%"),
        (5.0, 10.5, [0.0, 1.0], "at least doubled (up ", "增长"),
        (5.0, 20.0, [0.1, 0.1], "more than doubled (up ", "倍"),
        (4.0, 10.0, [1.0, 1.0], "(up between 111.1% and 200.0%)", "增长1.1倍至2.0倍"),
        (2.0, 9.0, [0.5, 0.5], "(up between 288.9% and 428.6%)", "增长2.9倍至4.3倍"),
        (10.0, 25.0, [0.1, 0.1], "(up between 148.3% and 151.8%)", "增长1.5倍"),
    ],
)
def test_the_word_for_a_growth_holds_over_its_interval(base, value, steps, en, zh):
    obs = pair(base, value, step=steps)
    assert en in grown(obs)
    assert zh in grown(obs, "zh")


def test_some_members_are_not_all_of_their_region():
    rows = [("全国", 20, 24), ("江苏", 27, 30), ("浙江", 24, 25), ("苏州", 8, 9), ("南京", 7, 6)]
    obs = pd.DataFrame(
        [(r, p, v) for r, *vs in rows for p, v in zip((2019, 2020), vs, strict=True)]
    )
    obs = obs.set_axis(["region", "period", "value"], axis=1).assign(indicator="x")
    text = grown(obs)
    assert "It rose in both provinces compared;" in text
    assert "rose in 1 and fell in 1 of the 2 cities of Jiangsu compared" in text
    assert "可比的2个省（区、市）" in grown(obs, "zh")
    assert "江苏可比的2个设区市中" in grown(obs, "zh")


@pytest.mark.parametrize(
    ("periods", "how", "en", "zh"),
    [
        ((2017, 2020), {"span": 3}, "in 2020 against 2017, x rose in", "2020年与2017年相比，2个"),
        (
            ("2020-01/2020-03", "2020-04/2020-06"),
            {"against": "previous"},
            "against January–March 2020, x rose in",
            "2020年4—6月与2020年1—3月相比，",
        ),
        ((2019, 2020), {}, "in 2020, x rose in both", "2020年，2个"),
    ],
)
def test_growths_on_another_period_than_a_year_earlier_name_it(periods, how, en, zh):
    obs = pd.DataFrame({"region": list("AABB"), "indicator": "x", "period": [*periods] * 2})
    obs["value"] = [1.0, 1.5, 1.0, 1.2]
    rates = kd.growth_rates(obs, **how)
    assert en in str(narrative.growth(rates, observations=obs, lang="en")).replace("In", "in")
    assert zh in str(narrative.growth(rates, observations=obs, lang="zh"))


def test_what_is_open_is_counted_apart():
    obs = pd.DataFrame({"region": list("AABBCC"), "indicator": "x", "period": [2019, 2020] * 3})
    text = grown(obs.assign(value=[2, 2.4, 5, 9, 5, 2], step=[1.0, 0.1] * 3))
    assert "rose in 1, fell in 1 and may have moved either way in 1 of the 3 regions" in text


# Ends.


def ends(values: list[float], lang: str = "en", **more: object) -> str:
    obs = pd.DataFrame({"region": list("AABBCC"), "indicator": "x", "period": [2019, 2020] * 3})
    return grown(obs.assign(value=values, **more), lang)


def test_where_all_fell_there_is_no_gain():
    text = ends([5.0, 4.9, 5, 4.7, 5, 4.5], unit="%")
    assert "the smallest fall was in A" in text
    assert "gain" not in text
    assert "回落最少的是A" in ends([5.0, 4.9, 5, 4.7, 5, 4.5], "zh", unit="%")


def test_equals_are_all_named():
    assert "the fastest growth was in A (up 10%) and B (up 10%)" in ends(
        [100, 110, 200, 220, 10, 10.5]
    )


def test_those_that_rounding_cannot_tell_apart_are_named():
    text = ends([100, 110, 100, 110.4, 100, 105], step=0.5)
    assert "the fastest growth was in B (up 10%) or A (up 10%), which rounding" in text
    assert "the slowest growth was in C (up 5%)" in text


# Targets.


def target(value: float, aim: float, period: str = "2021", **more: object) -> pd.DataFrame:
    return figures(period=["2021", period], measure=["target", "value"], value=[aim, value], **more)


@pytest.mark.parametrize(
    ("obs", "en", "zh"),
    [
        (
            target(50, 54, step=[0, 10.0]),
            "may have met or missed its target",
            "可能完成也可能未完成",
        ),
        (
            target(40, 50, bound=["at_most", "exact"]),
            "kept within its limit of 50",
            "未超过50的控制目标",
        ),
        (
            target(60, 50, bound=["at_most", "exact"]),
            "exceeded its limit of 50",
            "超过50的控制目标",
        ),
        (target(60, 50, direction=-1), "exceeded its limit of 50", "超过50的控制目标"),
        (
            target(50, 50.4, direction=-1, step=[0, 1.0]),
            "may have kept or exceeded",
            "可能超过也可能未超过",
        ),
        (target(1, 12, "2021-01"), "on schedule", "符合序时进度"),
        (
            target(10, 20.4, "2021-01/2021-06", step=[0, 1.0]),
            "may be ahead of",
            "可能快于也可能慢于",
        ),
        (target(2.9, 3, "2021-01/2021-06", unit="%"), "stood at 2.9%", "相当于全年目标3%的"),
        (target(80, 100, "2021-01/2021-06", direction=-1), "so far within", "尚未超过"),
        (target(120, 100, "2021-01/2021-06", direction=-1), "already above", "已超过"),
    ],
)
def test_the_word_for_a_target_holds_over_the_interval(obs, en, zh):
    assert en in completed(obs)
    assert zh in completed(obs, "zh")


def test_a_share_is_not_set_against_the_calendar():
    text = completed(target(2.9, 3, "2021-01/2021-06", unit="%"))
    assert "schedule" not in text
    assert "gone" not in text


def test_a_limit_that_was_missed_is_not_short():
    obs = target(60, 54, direction=-1)
    told = [
        str(narrative.outcomes(kd.target_outcomes(obs), observations=obs, lang=n)) for n in BOTH
    ]
    assert "6 over" in told[0]
    assert "超出6" in told[1]


def outlook(obs: pd.DataFrame, lang: str = "en") -> str:
    return str(narrative.outlook(kd.target_outlook(obs), observations=obs, lang=lang))


def plan(last: float, aim: float, year: int = 2020, **more: object) -> pd.DataFrame:
    return figures(period=[year, 2021], measure=["value", "target"], value=[last, aim], **more)


def test_a_side_within_rounding_may_be_either():
    obs = plan(26.8, 26.82, step=[0.1, 0.01])
    assert "1 may lie either side of the level already reached" in outlook(obs)
    assert "可能高于也可能低于" in outlook(obs, "zh")


def test_an_old_actual_is_told_with_its_age():
    obs = plan(26.8, 30, year=2010)
    assert "cannot be set against" in outlook(obs)
    assert (
        "1 whose last actual is older than two years (x, target 30, 26.8 in 2010, 11 years before)"
        in outlook(obs)
    )
    assert "11年前的2010年实绩26.8" in outlook(obs, "zh")


def test_a_count_of_an_analysts_own_is_exact():
    assert "20% higher" in outlook(plan(10, 12, step=1.0, kind="count"))


def test_an_actual_is_told_in_the_unit_of_the_target():
    obs = plan(50000, 6, unit=["万元", "亿元"], step=[1.0, 0.0])
    assert "against CNY 500" in outlook(obs)
    assert "实绩5.0000亿元" in outlook(obs, "zh")


# Ranks.


def test_a_profile_tells_ranges():
    parts = [
        pd.DataFrame({"region": list("ABC"), "indicator": i, "period": 2020, "value": v, "step": s})
        for i, v, s in [("x", [5, 5.1, 4], [1, 0.1, 0.1]), ("y", [5.0, 6, 4], [1, 1, 1])]
    ]
    obs = pd.concat(parts)
    assert "A ranked 1st to 2nd in x and 2nd in y." in ranked(obs, focus="A")
    assert "x列第1至第2位，y列第2位" in ranked(obs, "zh", focus="A")


def test_a_tie_within_rounding_is_a_range_without_observations_too():
    obs = pd.DataFrame({"region": list("ABCD"), "indicator": "x", "period": 2020})
    ranks = kd.rankings(obs.assign(value=[5, 5, 5.1, 4], step=[1, 1, 0.1, 0.1]))
    text = str(narrative.rankings(ranks, lang="en", focus="A"))
    assert "joint" not in text
    assert text.startswith("In 2020, x in A stood at 5, 1st to 3rd of the 4 regions.")


def moved(step: float, lang: str = "en") -> str:
    years = [2019, 2019, 2020, 2020]
    obs = pd.DataFrame({"region": list("ABAB"), "indicator": "x", "period": years})
    return ranked(obs.assign(value=[5.0, 5.1, 5.1, 5.0], step=[step, 0.1, 0.1, step]), lang)


def test_a_move_that_rounding_may_undo_is_none():
    assert "A (up to 1st) gained most (1 place)" in moved(0.01)
    assert "leaves open" not in moved(0.01)
    assert "Compared with the previous year, rounding leaves open who moved." in moved(1.0)
    assert "up to" not in moved(1.0)
    assert "位次与上年相比是升是降，因舍入不能确定。" in moved(1.0, "zh")


def test_sentence_and_picture_tell_the_same_moves():
    # By the published figures nobody moves, but A may have passed B: neither says that none did.
    years = [2019, 2019, 2020, 2020]
    obs = pd.DataFrame({"region": list("ABAB"), "indicator": "x", "period": years})
    ranks = kd.rankings(obs.assign(value=[5.1, 5.0, 5.1, 5.0], step=1.0))
    for lang, said, drawn in (
        ("zh", "是升是降，因舍入不能确定", "升降不能确定"),
        ("en", "leaves open who moved", "is not sure"),
    ):
        assert said in str(narrative.rankings(ranks, lang=lang))
        assert "均无变化" not in str(narrative.rankings(ranks, lang=lang))
        assert drawn in rank_bump(ranks, lang=lang).get_label()


def test_a_lead_within_rounding_is_open():
    obs = pd.DataFrame({"region": list("AB"), "indicator": "x", "period": 2020})
    obs = obs.assign(value=[5, 5.1], step=[1, 0.1])
    assert "leaves open which of B (5.1) and A (5) leads the 2 regions" in ranked(obs)
    assert "居首位的是B（5.1）和A（5）之一，因舍入不能区分" in ranked(obs, "zh")


@pytest.mark.root_project
def test_a_rank_among_the_first_is_told_as_one():
    obs = pd.DataFrame(
        {"region": "320682", "indicator": "hnte_certified", "period": "2020"}, index=[0, 1]
    )
    obs = obs.assign(measure=["value", "rank"], value=[107.0, 10], bound=["exact", "at_least"])
    obs = obs.assign(among=["", "320600"], unit=["家", "位"])
    assert "among the top 10 in Nantong" in str(narrative.field(obs, "key_indicators", lang="en"))
    assert "列南通前10位" in str(narrative.field(obs, "key_indicators"))
    # Among the first one is the first.
    obs.loc[1, "value"] = 1
    assert "1st in Nantong" in str(narrative.field(obs, "key_indicators", lang="en"))
    assert "列南通第1位" in str(narrative.field(obs, "key_indicators"))


@pytest.mark.root_project
def test_a_published_fall_of_ten_or_more_is_told_by_its_size():
    obs = pd.DataFrame(
        {"region": "320682", "indicator": "hnte_certified", "period": "2020"}, index=[0, 1]
    )
    obs = obs.assign(
        measure=["value", "growth_rate"], value=[107.0, -10], bound=["exact", "at_most"]
    )
    obs["unit"] = ["家", "%"]
    assert "down at least 10%" in str(narrative.field(obs, "key_indicators", lang="en"))


def test_the_course_of_a_count_is_exact():
    obs = pd.DataFrame(
        {"region": "320682", "indicator": "hnte_total", "period": [2018, 2019, 2020]}
    )
    assert "an average of 9.5% a year" in grown(obs.assign(value=[10.0, 11, 12], step=1.0))


def test_a_course_goes_by_the_kind_that_was_measured_by() -> None:
    def told(given: str, kind: str, values: list[float], step: list[float]) -> str:
        periods = range(2018, 2018 + len(values))
        obs = figures(period=periods, value=values, step=step, kind=given)
        return str(narrative.growth(kd.growth_rates(obs, kind=kind), observations=obs, lang="en"))

    # 5 lies in 4.5 to 5.5 and 10 in 5 to 15: (5 / 5.5) ** (1 / 2) and (15 / 4.5) ** (1 / 2).
    rounded = told("count", "index", [5, 200, 10], [1, 100, 10])
    assert "between −4.7% and 82.6% a year on average" in rounded
    assert "an average of 9.5% a year" in told("index", "count", [10, 11, 12], [1, 1, 1])

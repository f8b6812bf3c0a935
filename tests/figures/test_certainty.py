"""What a figure may say: nothing that rounding, a bound, a gap or an unlike period leaves open."""

from __future__ import annotations

import pandas as pd
import pytest
from figure_checks import said

import kejidata
from kejidata import figures, narrative

NAN = float("nan")


def frame(**columns):
    return pd.DataFrame(columns)


def title(figure):
    """Return the headline of a figure."""
    return figure.get_label().split(". ")[0].split("。")[0]


def test_a_region_without_one_of_both_years_is_counted_apart():
    values = [1, 2, 3, 90, 100, NAN]
    obs = frame(region=list("AAABBB"), indicator="x", period=[2018, 2019, 2020] * 2, value=values)
    told = title(figures.small_multiples(obs, "en"))
    assert told == (
        "x: higher in 2020 than in 2018 in the one region compared, highest in A (3), "
        "1 more cannot be computed"
    )


def test_a_level_that_rose_from_zero_or_below_is_higher():
    obs = frame(region=list("AABBCC"), indicator="x", period=[2019, 2020] * 3)
    obs["value"] = [-10.0, 5.0, 10.0, -5.0, 0.0, 3.0]  # A and C rose, B fell.
    told = title(figures.small_multiples(obs, "en"))
    assert told == "x: higher in 2020 than in 2019 in 2 of 3 regions, highest in A (5)"


def test_a_value_of_an_older_year_says_its_year():
    values = [1, 2, 3, 90, 100, NAN]
    obs = frame(region=list("AAABBB"), indicator="x", period=[2018, 2019, 2020] * 2, value=values)
    assert "100（2019）" in said(figures.small_multiples(obs))


def test_half_years_are_not_set_against_years():
    periods = ["2019", "2020-01/2020-06"] * 2
    obs = frame(region=list("AABB"), indicator="x", period=periods, value=[10.0, 6, 20, 11])
    figure = figures.small_multiples(obs, "en")
    assert title(figure) == "x in Jan–Jun 2020, highest in B (11)"
    assert "Not drawn, because of another length: 2019" in said(figure)


def test_a_bound_is_no_value():
    obs = frame(
        region=["A", "A", "B", "B"],
        indicator="x",
        period=[2019, 2020] * 2,
        value=[1.0, 2.0, 5.0, 9.0],
        bound=["exact", "exact", "exact", "at_least"],
    )
    figure = figures.small_multiples(obs, "en")
    # At least 9 is above 2, whatever it is.
    assert "highest in B (≥9)" in title(figure)
    assert "1 figure is only a bound or approximate, and no value" in said(figure)


def test_none_that_fell_is_the_fastest():
    obs = frame(region=list("AABB"), indicator="x", period=[2019, 2020] * 2, value=[5.0, 4, 5, 3])
    told = title(figures.growth_heatmap(kejidata.growth_rates(obs), "en"))
    assert told == "x fell in both regions in 2020, least in A (−20%)"


def test_a_refused_region_did_not_fail_to_grow():
    obs = frame(region=list("AABB"), indicator="x", period=[2019, 2020] * 2, value=[5.0, 6, 0, 3])
    told = title(figures.growth_heatmap(kejidata.growth_rates(obs), "en"))
    assert told == ("x grew in the one region compared in 2020, A 20%, 1 more cannot be computed")


def test_growth_that_rounding_leaves_open_is_not_counted():
    obs = frame(region="A", indicator="x", period=[2019, 2020], value=[2.0, 2.4], step=[1.0, 0.1])
    told = title(figures.growth_heatmap(kejidata.growth_rates(obs), "en"))
    assert "none surely grew" in told
    assert "fastest" not in told


def test_equals_are_all_named():
    obs = frame(
        region=["320000", "330000", "110000"], indicator="x", period="2020", value=[5, 5, 3.0]
    )
    told = title(figures.province_tiles(obs, "en"))
    assert told == "x in 2020: equally highest in Jiangsu and Zhejiang (5), lowest in Beijing (3)"
    told = title(figures.ranking_dots(kejidata.rankings(obs.iloc[:2]), "en"))
    assert told.startswith("x in 2020: Jiangsu and Zhejiang rank joint first of the 2 ranked (")


def test_many_equals_are_counted():
    obs = frame(region=list("ABCDE"), indicator="x", period=2020, value=[5.0, 5, 5, 5, 1])
    assert "4 of 5 rank joint first" in title(figures.ranking_dots(kejidata.rankings(obs), "en"))


def test_overlapping_intervals_have_no_highest():
    obs = frame(region=list("ABC"), indicator="x", period=2020, value=[5, 5.1, 1], step=[1, 0.1, 1])
    told = title(figures.ranking_dots(kejidata.rankings(obs), "en"))
    assert "A and B may each rank first of 3" in told or "B and A may each rank first" in told
    told = title(figures.small_multiples(obs, "en"))
    assert "highest may be any of" in told


def test_a_rank_that_may_not_have_moved_does_not_rise():
    obs = frame(
        region=list("ABAB"),
        indicator="x",
        period=[2019] * 2 + [2020] * 2,
        value=[5.0, 5.1, 5.1, 5.0],
        step=[1.0, 0.1, 0.1, 1.0],
    )
    figure = figures.rank_bump(kejidata.rankings(obs), "en", focus="A")
    assert "rises" not in title(figure)
    assert "a move is not sure" in title(figure)


def plans(**columns):
    obs = frame(
        region="A", indicator="p", period=["2020", "2021"], measure=["value", "target"], unit="万元"
    )
    return obs.assign(**columns)


def test_a_plan_that_an_actual_has_overtaken_is_not_compared():
    obs = pd.concat([plans(value=[5.0, 8.0]), plans(value=[10.0, 9.0]).assign(period="2022")[:1]])
    figure = figures.finance_products(obs, "en", products=("p",))
    assert title(figure).startswith("p: no plan to compare with")
    assert "actual 100,000 (no later plan)" in said(figure)


def test_a_plan_of_another_length_is_not_compared():
    obs = plans(value=[5.0, 8.0], period=["2020", "2021-01/2021-06"])
    figure = figures.finance_products(obs, "en", products=("p",))
    assert title(figure).startswith("p: no plan to compare with")
    assert any("the periods differ in length" in text for text in said(figure))


def test_a_share_of_rounded_figures_is_an_interval():
    obs = frame(region="A", indicator=["p", "q"], period="2020", value=[5, 3.0], step=1.0)
    figure = figures.funnels(obs.assign(unit="亿元"), "en", pairs=(("p", "q"),))
    # 2.5 of 5.5 to 3.5 of 4.5
    assert title(figure) == "q: 45.5% to 77.8% of what entered"


def test_a_share_of_a_bound_is_refused():
    obs = frame(region="A", indicator=["p", "q"], period="2020", value=[5, 3.0], unit="亿元")
    figure = figures.funnels(obs.assign(bound=["exact", "at_least"]), "en", pairs=(("p", "q"),))
    assert figure.get_label() == (
        "No stage has a pass rate, so there is no figure: "
        "only a bound or an approximate figure was published."
    )


@pytest.mark.parametrize(
    ("low", "high", "elapsed", "word"),
    [
        (100.0, 110.0, 100.0, "reached"),
        (90.0, 99.0, 100.0, "missed"),
        (90.0, 110.0, 100.0, "left open by the published figures"),
        (40.0, 45.0, 50.0, "behind the calendar"),
        (45.0, 55.0, 50.0, "left open by the published figures"),
        (50.0, 55.0, 50.0, "not behind the calendar"),
        (100 / 12, 100 / 12, 100 / 12, "not behind the calendar"),  # 1 of 12, as it is measured
        (90.0, 99.0, NAN, "not reached yet"),
    ],
)
def test_a_target_is_judged_by_the_whole_interval(low, high, elapsed, word):
    ratios = frame(
        region=["a", "b"], indicator="x", period="2020", value=1.0, target=1.0, reason=""
    )
    ratios = ratios.assign(completion=(low + high) / 2, low=low, high=high, elapsed=elapsed)
    told = title(figures.completion_bullets(ratios, "en"))
    assert told.startswith("Of 2 targets, 2 ")
    assert told.endswith(word)


def test_a_share_is_not_set_against_the_calendar():
    ratios = frame(
        region=["a", "b"], indicator="rd_intensity", period="2020-06", value=2.4, target=2.5,
        completion=96.0, elapsed=50.0, reason="",
    )  # fmt: skip
    assert title(figures.completion_bullets(ratios, "en")) == "Of 2 targets, 2 are not reached yet"


def test_a_target_within_the_rounding_of_the_actual_lies_neither_above_nor_below():
    outlook = frame(
        region="A", indicator=["x", "y"], period="2021", target=[26.82, 30.0], unit="亿元",
        last_value=26.8, last_period="2020", age=1, change=[0.02, 3.2], change_low=[-0.03, 3.15],
        change_high=[0.07, 3.25], change_rate=[0.07, 11.9], reason="",
    )  # fmt: skip
    told = title(figures.target_dumbbell(outlook, "en"))
    assert told == (
        "Of 2 targets for 2021, 1 exceeds the last actual and"
        " 1 is left open by the published figures"
    )


@pytest.mark.root_project
def test_a_related_value_stands_in_its_own_unit():
    obs = frame(
        region="320682",
        indicator=["sts_wages", "sts_sampled_wages"],
        period=["2020", "2021"],
        measure=["value", "target"],
        value=[5.2, 500.0],
        unit=["亿元", "万元"],
    )
    told = said(figures.target_dumbbell(kejidata.target_outlook(obs), "en"))
    assert any("CNY 520 million" in text for text in told)


NAMES = ["江苏", "浙江", "苏州", "南京", "全国"]
CODES = ["320000", "330000", "320500", "320100", "000000"]


@pytest.mark.parametrize("draw", [figures.ranking_dots, figures.rank_bump])
def test_regions_by_name_are_those_by_code(draw):
    named = frame(region=NAMES, indicator="x", period=2020, value=[3000.0, 2500, 900, 700, 24000])
    coded = named.assign(region=CODES)
    one, other = (draw(kejidata.rankings(obs), "en") for obs in (named, coded))
    assert said(one) == said(other)
    assert one.get_label() == other.get_label()
    assert "China" not in title(one)


def test_totals_by_name_are_no_members():
    values = [3000.0, 2500, 900, 700, 24000, 3300, 2600, 990, 710, 25000]
    obs = frame(region=NAMES * 2, indicator="x", period=[2019] * 5 + [2020] * 5, value=values)
    told = title(figures.growth_heatmap(kejidata.growth_rates(obs), "en"))
    # Zhejiang, Suzhou and Nanjing: Jiangsu and the nation hold others of the frame.
    assert told == "x grew in all 3 regions in 2020, fastest in Suzhou (10%)"
    figure = figures.small_multiples(obs, "en")
    assert len(figure.axes) == 3
    assert "China" not in title(figure)


def test_the_focus_may_be_named():
    obs = frame(region=CODES[:2], indicator="x", period=2020, value=[3.0, 2.0])
    told = title(figures.ranking_dots(kejidata.rankings(obs), "en", focus="浙江"))
    assert told.startswith("x in 2020: Zhejiang ranks 2nd to 31st of 31 (29 ")


@pytest.mark.parametrize("length", [1500, 5000])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_names_without_end_still_give_a_figure(length, lang):
    name = "很长的名字" * (length // 5) if lang == "zh" else "n" * length
    obs = frame(
        region=[name + "a", name + "b"] * 2,
        indicator=name,
        period=[2019, 2019, 2020, 2020],
        value=[1.0, 2.0, 3.0, 4.0],
    )
    for figure in (
        figures.growth_heatmap(kejidata.growth_rates(obs), lang),
        figures.ranking_dots(kejidata.rankings(obs), lang),
        figures.rank_bump(kejidata.rankings(obs), lang, "column"),
        figures.small_multiples(obs, lang),
        figures.spending_intensity(
            obs.assign(indicator=["p", "q"] * 2, region=name), lang, pair=("p", "q")
        ),
    ):
        figure.canvas.draw()


@pytest.mark.parametrize(("value", "unit"), [(12.0, "万件"), (12.3, "万人")])
def test_english_headlines_say_a_number_once(value, unit):
    obs = frame(region=["A", "B"], indicator="x", period=2020, value=[value, 1.0], unit=unit)
    told = title(figures.small_multiples(obs, "en"))
    expected = {"万件": "highest in A (120,000)", "万人": "highest in A (123,000 people)"}
    assert expected[unit] in told


def test_the_room_lists_its_public_names_only():
    assert dir(figures) == sorted(figures.__all__)


def test_a_name_that_no_font_draws_is_a_mark_and_a_reader_is_told():
    obs = frame(region=["A\ufdfa", "B"], indicator="x", period=2020, value=[2.0, 1.0])
    with pytest.warns(UserWarning, match=r"no glyph for \ufdfa \(U\+FDFA\) in"):
        figure = figures.ranking_dots(kejidata.rankings(obs), "en")
    assert "A\ufffd" in said(figure)


def test_an_end_that_is_not_reached_does_not_leave_a_rise_open():
    # 5.0 may be all but 5.05, which is the least that 5.1 may be.
    obs = frame(region="A", indicator="x", period=[2019, 2020], value=[5.0, 5.1], step=0.1)
    rates = kejidata.growth_rates(obs)
    assert title(figures.growth_heatmap(rates, "en")).startswith(
        "x grew in the one region compared"
    )
    assert title(figures.small_multiples(obs, "en")).startswith("x: higher in 2020 than in 2019")
    assert "x in A grew between 0.0% and 4.0%" in narrative.growth(rates, lang="en").text


@pytest.mark.parametrize(
    ("bounded", "told"),
    [
        (6.0, "highest may be any of Beijing and Jiangsu, lowest in Tianjin (1)"),
        (9.0, "highest in Jiangsu (≥9), lowest in Tianjin (1)"),
    ],
)
def test_none_is_highest_beside_a_figure_that_is_only_a_bound(bounded, told):
    obs = frame(
        region=["110000", "320000", "120000"],
        indicator="x",
        period=2020,
        value=[7.0, bounded, 1.0],
        bound=["exact", "at_least", "exact"],
    )
    assert title(figures.province_tiles(obs, "en")) == f"x in 2020: {told}"


def test_of_a_limit_the_published_completion_is_drawn_and_not_its_inverse():
    # 90 of a limit of 99 is 110 %: less is better.
    obs = frame(
        region="A",
        indicator="x",
        period="2020",
        measure=["value", "completion_ratio"],
        value=[90.0, 110.0],
        unit=["", "%"],
        direction=-1,
    )
    ratios = kejidata.completion_ratios(obs)
    told = "x, 2020: a stated 110% of the target, which cannot be checked"
    assert title(figures.completion_bullets(ratios, "en")) == told


def test_a_total_is_no_member_at_any_depth():
    obs = frame(
        region=["000000", "320682"] * 2,
        indicator="x",
        period=[2019, 2019, 2020, 2020],
        value=[1.0, 2.0, 1.0, 3.0],
    )
    told = title(figures.growth_heatmap(kejidata.growth_rates(obs), "en"))
    assert told == "x grew in the one region compared in 2020, Rugao 50%"


def test_plans_of_five_years_are_set_against_the_plan_before():
    obs = frame(region="A", indicator="x", period=["2011/2015", "2016/2020"], value=[5.0, 6.0])
    assert "higher in 2016–2020 than in 2011–2015" in title(figures.small_multiples(obs, "en"))


def test_nobody_is_the_highest_beside_a_peer_that_is_a_whole():
    """Zhejiang's 8.8 is not the highest where Jiangsu, whole of the cities shown, has 9.9."""
    regions = ["江苏", "浙江", "苏州", "南通", "如皋", "海安"]
    values = [9.0, 8.0, 6.0, 2.0, 1.0, 1.2, 9.9, 8.8, 6.7, 2.2, 1.1, 1.3]
    obs = frame(region=regions * 2, indicator="x", period=[2020] * 6 + [2021] * 6, value=values)
    assert title(figures.small_multiples(obs, "en")) == (
        "x: higher in 2021 than in 2020 in all 4 regions"
    )
    assert title(figures.growth_heatmap(kejidata.growth_rates(obs), "en")) == (
        "x grew in all 4 regions in 2021"
    )
    cities = obs[obs["region"].isin(["苏州", "南通"])]
    assert "highest in Suzhou (6.7)" in title(figures.small_multiples(cities, "en"))

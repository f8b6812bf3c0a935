import pandas as pd

from kejidata import base_effects, narrative


def told(*values: float, lang: str = "zh", step: float = 0.1) -> str:
    years = range(2017, 2017 + len(values))
    rows = {"region": "220000", "indicator": "rd_expenditure", "period": years, "value": values}
    obs = pd.DataFrame(rows).assign(step=step)
    return str(narrative.base_effects(base_effects(obs), observations=obs, lang=lang))


def test_part_of_a_rise_is_recovery():
    # Jilin as published: growth 29.0 %, 38.9 % of it recovery, 7.7 % a year over both years.
    text = told(128.0, 115.0, 148.4)
    assert "增长29.0%，增量中39%是收复，两年平均增长7.7%" in text
    assert "39% of it recovery; on average up 7.7% a year" in told(128.0, 115.0, 148.4, lang="en")


def test_one_rise_alone_is_told_with_its_place_and_time():
    assert "2019年吉林" in told(128.0, 115.0, 148.4)
    assert "Jilin" in told(128.0, 115.0, 148.4, lang="en").partition(". ")[2]


def test_a_level_not_reached_again_is_said():
    assert "仍未回到降前水平，两年平均下降" in told(537.3, 458.7, 492.4)
    assert "still below the old level" in told(537.3, 458.7, 492.4, lang="en")


def test_the_old_level_exactly():
    # Heilongjiang: 146.6, 135.0, 146.6.
    assert "只是回到降前水平，两年平均持平" in told(146.6, 135.0, 146.6, step=0)
    assert "unchanged over two years" in told(146.6, 135.0, 146.6, lang="en", step=0)


def test_the_old_level_within_rounding_is_not_sure():
    assert "是否回到降前水平因舍入不能断定，两年平均公布数持平" in told(146.6, 135.0, 146.6)
    assert "may or may not have led back to the old level" in told(146.6, 135.0, 146.6, lang="en")


def test_lead_counts_what_is_mostly_recovery():
    assert told(146.6, 135.0, 146.6).startswith("先降后升的增长共有1例，其中1例")
    assert "都不到增量的一半" in told(128.0, 115.0, 148.4)


def test_nothing_fell():
    assert told(1.0, 2.0, 3.0) == "没有先降后升的情况。"
    assert told(1.0, 2.0, 3.0, lang="en") == "No rise followed a fall."


def test_that_nothing_fell_is_not_said_where_nothing_is_known():
    assert told() == "没有可供叙述的数据。"
    assert told(lang="en") == "There are no figures to report."
    unknown = "没有一项可以与前两年的数相比，有没有先降后升无从判断。"
    assert told(2.0) == told(2.0, 1.0) == told(2.0, float("nan"), 3.0) == unknown
    assert "it is not known whether a rise followed a fall" in told(2.0, 1.0, lang="en")


def test_an_end_that_is_not_held_is_not_said_to_be_possible():
    # Old in [15, 25), base 10, value 25: from 5 of 15 up to all 15 of it, which is not held.
    rows = {"region": "220000", "indicator": "rd_expenditure", "period": [2017, 2018, 2019]}
    obs = pd.DataFrame(rows).assign(value=[20.0, 10.0, 25.0], step=[10.0, 0.0, 0.0])
    found = narrative.base_effects(base_effects(obs), observations=obs, lang="en")
    assert "may or may not have led back" not in str(found)

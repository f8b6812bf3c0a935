"""A region under several labels, names and codes is one; a split or a merger ends it."""

import pandas as pd
import pytest

import kejidata
from kejidata import narrative
from kejidata.errors import KejidataError


def frame(labels, periods, values):
    return pd.DataFrame(
        {"region": labels, "indicator": "gdp", "period": periods, "value": values, "unit": "亿元"}
    )


RENAMED = ("320684", "海门市", "Haimen", "320684000000", "海門市")


@pytest.mark.parametrize("old", RENAMED)
@pytest.mark.parametrize("new", ["320614", "海门区", "海门"])
def test_growth_runs_through_a_change_of_name_and_code(old, new):
    rates = kejidata.growth_rates(frame([old, new], [2019, 2020], [100.0, 110.0]))
    assert rates.set_index("period").loc[2020, "growth"] == pytest.approx(10)
    told = narrative.growth(rates, lang="zh").text
    assert "海门市（320684）自2020年起为海门区（320614）" in told
    assert "changed from 320684 to 320614 in 2020" in narrative.growth(rates, lang="en").text


def test_the_change_is_told_only_of_the_years_that_it_lies_between():
    obs = frame(["320614"] * 3, [2020, 2021, 2022], [100.0, 110.0, 120.0])
    assert "自2020年起" not in narrative.growth(kejidata.growth_rates(obs)).text


def test_a_merger_is_a_break():
    # 港闸区 was merged into 崇川区 in 2020, which got the code 320613.
    rates = kejidata.growth_rates(frame(["320613"] * 3, [2019, 2020, 2021], [90.0, 99.0, 110.0]))
    assert rates["reason"].tolist() == ["no_base", "territory_break", ""]
    assert rates["growth"].isna().tolist() == [True, True, False]


def test_members_are_those_of_the_year():
    obs = frame(["320682", "320684", "320682", "320614"], [2019, 2019, 2020, 2020], [1, 2, 3, 4])
    ranks = kejidata.rankings(obs)
    ranked = ranks[ranks["rank"].notna()].set_index(["period", "region"])
    assert ranked["missing"].to_dict() == {
        (2019, "320682"): 6,
        (2019, "320684"): 6,
        (2020, "320682"): 5,
        (2020, "320614"): 5,
    }
    assert ranked.loc[(2020, "320614"), "shift"] == 0


def test_ranks_of_the_nation_are_among_thirty_one():
    ranks = kejidata.rankings(frame(["江苏", "浙江"], [2020, 2020], [1, 2]))
    assert ranks.loc[ranks["rank"].notna(), "missing"].tolist() == [29, 29]


def test_mixed_labels_are_one_region_in_sentences_too():
    mixed = frame(
        ["江苏", "320000", "浙江省", "浙江"], [2019, 2020] * 2, [100.0, 110.0, 50.0, 160.0]
    )
    plain = mixed.assign(region=["320000", "320000", "330000", "330000"])
    told = [narrative.rankings(kejidata.rankings(one), lang="zh").text for one in (mixed, plain)]
    assert told[0] == told[1]
    assert "舍入" not in told[0]
    told = [narrative.growth(kejidata.growth_rates(one), lang="zh").text for one in (mixed, plain)]
    assert told[0] == told[1]


def test_a_shared_name_is_refused_unless_the_parent_decides():
    obs = frame(["鼓楼区", "玄武区"], [2020, 2020], [1.0, 2.0])
    with pytest.raises(KejidataError, match="320106") as caught:
        kejidata.rankings(obs)
    assert "320302" in str(caught.value)
    ranks = kejidata.rankings(obs, among="南京")
    found = ranks.dropna(subset="rank")
    assert dict(zip(found["region"], found["rank"], strict=True)) == {"玄武区": 1, "320106": 2}
    assert "鼓楼" in narrative.rankings(ranks, observations=obs, lang="zh").text


def test_codes_that_a_gap_made_floats_are_codes():
    obs = frame([320682.0, 320614.0], [2020, 2020], [1.0, 2.0])
    ranks = kejidata.rankings(obs, among=320600.0)
    assert set(ranks.loc[ranks["rank"].notna(), "region"]) == {"320682", "320614"}


@pytest.mark.parametrize("dtype", ["int64", "float64", "Int64"])
def test_the_nation_read_as_a_number_is_the_nation(dtype):
    both = frame(pd.Series([0, 320000, 0, 320000]).astype(dtype), [2019, 2019, 2020, 2020], 1.0)
    rates = kejidata.growth_rates(both)
    assert sorted(set(rates["region"])) == ["000000", "320000"]
    own = frame(pd.Series([0, 1, 2]).astype(dtype), 2020, 1.0)
    assert sorted(kejidata.growth_rates(own)["region"]) == ["0", "1", "2"]


LABELS = ("rd_expenditure", "研发经费", "R&D经费")


@pytest.mark.parametrize("categories", [False, True])
def test_an_indicator_under_several_labels_is_one(categories):
    obs = frame("江苏", [2018, 2019, 2020], [100.0, 110.0, 132.0]).assign(indicator=LABELS)
    if categories:
        obs["indicator"] = obs["indicator"].astype("category")
    rates = kejidata.growth_rates(obs)
    assert rates["growth"].tolist()[1:] == pytest.approx([10, 20])
    assert set(rates["indicator"]) == {"rd_expenditure"}
    assert kejidata.index_numbers(obs, 2018)["index_number"].tolist() == pytest.approx(
        [100, 110, 132]
    )
    target = obs.assign(measure=["value", "value", "target"], period=[2019, 2020, 2020])
    assert kejidata.completion_ratios(target)["completion"].tolist()[1] == pytest.approx(110 / 1.32)
    with pytest.raises(KejidataError, match="same region, indicator and period"):
        kejidata.growth_rates(obs.assign(period=2020))


def test_an_indicator_by_name_has_the_kind_of_its_code():
    share = frame("江苏", [2019, 2020], [2.4, 2.6]).assign(indicator="R&D经费投入强度", unit="")
    assert kejidata.growth_rates(share)["unit"].tolist() == ["个百分点"] * 2

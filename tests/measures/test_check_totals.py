import pandas as pd
import pytest
from tidy import obs

import kejidata
from kejidata.errors import KejidataError
from kejidata.measures.check_totals import check_totals
from kejidata.measures.contributions import contributions
from kejidata.model import region_lookup, terms

PARTS = {"all": ["a", "b"]}


def totals(*values, parts=PARTS, **columns):
    frame = obs(**{"region": ["all", "a", "b"], "period": 2020, "value": [*values], **columns})
    out = check_totals(frame, parts)
    assert tuple(out.columns) == terms.RESULTS["check_totals"]
    return out


def test_industries_of_2019_add_up_within_the_rounding_of_the_communique():
    # Value added in 亿元 as the communique of 2019 states it: 70467 + 386165 + 534233 = 990865.
    frame = obs(
        indicator=["whole", "primary", "secondary", "tertiary"],
        period="2019",
        value=[990865, 70467, 386165, 534233],
        step=1.0,
    )
    row = check_totals(frame, {"whole": ["primary", "secondary", "tertiary"]}).iloc[0]
    assert (row["computed"], row["gap"], row["verdict"]) == (990865, 0, "confirmed")
    assert (row["low"], row["high"], row["closed"]) == (990863.5, 990866.5, "left")
    assert (row["gap_low"], row["gap_high"], row["gap_closed"]) == (-2, 2, "neither")


@pytest.mark.parametrize(
    ("value", "verdict"),
    [(98, "contradicted"), (99, "confirmed"), (101, "confirmed"), (102, "contradicted")],
)
def test_ends_that_touch_are_no_sum(value, verdict):
    # 59.5 to 60.5 and 39.5 to 40.5 make 99 to 101, without the upper end; 98 ends at 98.5, and 101
    # begins at 100.5.
    row = totals(value, 60, 40, step=1.0).iloc[0]
    assert row["verdict"] == verdict


def test_an_exact_total_at_the_upper_end_of_the_sum_is_contradicted():
    assert totals(101, 60, 40, step=[0, 1, 1]).iloc[0]["verdict"] == "contradicted"
    assert totals(99, 60, 40, step=[0, 1, 1]).iloc[0]["verdict"] == "confirmed"


@pytest.mark.parametrize(
    ("reason", "values", "columns"),
    [
        ("no_value", (100, None, 40), {}),
        ("not_additive", (100, 60, 40), {"kind": "index"}),
        ("unit_mismatch", (100, 60, 40), {"unit": ["家", "件", "家"]}),
        ("not_exact", (100, 60, 40), {"bound": ["exact", "at_least", "exact"]}),
    ],
)
def test_what_cannot_be_checked_has_a_reason(reason, values, columns):
    row = totals(*values, **columns).iloc[0]
    assert (row["reason"], row["verdict"], row["gap_closed"]) == (reason, "not_checkable", "")
    assert row[["computed", "gap", "low"]].isna().all()
    assert row["missing"] == (reason == "no_value")


def test_units_convert_to_that_of_the_total():
    assert totals(1, 6000, 4000, unit=["亿元", "万元", "万元"]).iloc[0]["gap"] == 0


def test_without_parts_the_registry_says_whose_members_are_checked():
    members = region_lookup.members_of("320600")
    frame = pd.DataFrame(
        {
            "region": ["南通", *members, "elsewhere"],
            "indicator": "patents",
            "period": "2022",
            "value": [70.0, *[10.0] * len(members), 1.0],
        }
    )
    out = check_totals(frame)
    assert out[["region", "parts", "gap", "verdict"]].values.tolist() == [
        ["南通", 7, 0, "confirmed"]
    ]
    fewer = check_totals(frame.drop(index=3)).iloc[0]
    assert (fewer["missing"], fewer["reason"]) == (1, "no_value")
    assert check_totals(
        frame[["region", "indicator", "period", "value"]].assign(kind="share")
    ).empty


@pytest.mark.parametrize("unit", ["元/人", "件/万人", "‰", "个百分点", "上年=100", "%", "万元/人"])
def test_parts_of_a_quotient_do_not_add_up_whatever_its_kind(unit):
    out = totals(100, 60, 40, unit=unit, kind="amount")
    assert out[["verdict", "reason"]].values.tolist() == [["not_checkable", "not_additive"]]
    frame = obs(region=["320000", "320500", "320600"], period=2020, value=[1, 2, 3], unit=unit)
    assert check_totals(frame.assign(kind="amount")).empty


def test_output_per_head_does_not_add_up():
    out = totals(100, 60, 40, indicator="gdp_per_head")
    assert out["reason"].tolist() == ["not_additive"]


@pytest.mark.parametrize(
    ("whole", "verdict"), [(70123456789012.34, "confirmed"), (70123456789012.33, "contradicted")]
)
def test_yuan_and_fen_add_up_exactly_at_any_size(whole, verdict):
    # 40000000000000.21 + 30123456789012.13 = 70123456789012.34
    row = totals(whole, 40000000000000.21, 30123456789012.13, unit="元").iloc[0]
    assert row["verdict"] == verdict
    assert row["gap"] == (0 if verdict == "confirmed" else -0.01)


@pytest.mark.parametrize("measure", [check_totals, contributions])
def test_a_part_that_holds_another_is_refused(measure):
    # Nantong lies in Jiangsu, and would be counted twice.
    frame = pd.DataFrame(
        {"region": ["000000", "320000", "320600"], "indicator": "gdp", "period": 2020}
    ).assign(value=[28.0, 22.0, 6.0])
    with pytest.raises(KejidataError, match="holds another"):
        measure(frame, {"全国": ["江苏", "南通"]})  # The nation: Jiangsu and Nantong in it.


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        # Five parts of 10.0 in steps of 1 make 47.5 to 52.5, without the upper end.
        ((48, 10, 10, 10, 10, 10), "confirmed"),
        ((54, 10, 10, 10, 10, 10), "remainder"),
        ((46, 10, 10, 10, 10, 10), "contradicted"),
        # Where profits may be losses, so may be those of firms that belong to none of the cities.
        ((40, 20, 10, 10, 10, -1), "remainder"),
        ((-9, 1, 1, 1, 1, 1), "remainder"),
    ],
)
def test_members_of_a_region_are_not_the_whole_of_it(values, verdict):
    ningxia = ["640000", *region_lookup.members_of("640000")]
    frame = obs(region=ningxia, period=2020, value=[*map(float, values)], step=1.0)
    assert check_totals(frame)["verdict"].tolist() == [verdict]
    assert check_totals(frame, "宁夏")["verdict"].tolist() == [verdict]
    named = "confirmed" if verdict == "confirmed" else "contradicted"
    assert check_totals(frame, {"640000": ningxia[1:]})["verdict"].tolist() == [named]


@pytest.mark.root_project
def test_no_published_total_of_the_nation_is_contradicted_by_its_provinces():
    # Patents from abroad and contracts of Hong Kong, Macao, Taiwan and abroad are of no province.
    found = check_totals(kejidata.load(), "全国").groupby("indicator")["verdict"].unique()
    verdicts = {name: {*several} - {"not_checkable"} for name, several in found.items()}
    assert verdicts["patents_granted"] == verdicts["tech_contract_value_output"] == {"remainder"}
    assert verdicts["rd_expenditure"] == {"confirmed"}
    assert "contradicted" not in set.union(*verdicts.values())

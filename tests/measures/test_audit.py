import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kejidata.measures.audit import audit
from kejidata.model import divisions, terms
from kejidata.model.operands import with_operands
from kejidata.model.regions import STATISTICS
from kejidata.model.stored import load


def rows(*cells: tuple[str, str, str, float], **more: object) -> pd.DataFrame:
    """Rows of (indicator, period, measure, value) for the nation."""
    names = ["indicator", "period", "measure", "value"]
    return pd.DataFrame(cells, columns=names).assign(region="000000", **more)


def only(obs: pd.DataFrame) -> dict[str, object]:
    out = audit(obs)
    assert tuple(out.columns) == terms.RESULTS["audit"]
    assert len(out) == 1
    return out.iloc[0].to_dict()


SPENDING = rows(
    ("rd_expenditure", "2019", "value", 22143.6), ("rd_expenditure", "2020", "value", 24393.1)
).assign(step=0.1, unit="亿元")


def stating(measure: str, value: float, step: float, unit: str) -> pd.DataFrame:
    claim = rows(("rd_expenditure", "2020", measure, value)).assign(step=step, unit=unit)
    return pd.concat([SPENDING, claim], ignore_index=True)


@pytest.mark.parametrize(
    ("measure", "value", "step", "unit", "verdict"),
    [
        # The bulletin of 2020: 10.2 % and 2249.5; 24393.1 / 22143.6 = 1.101587.
        ("growth_rate", 10.2, 0.1, "%", "confirmed"),
        ("growth_rate", 10.3, 0.1, "%", "contradicted"),
        ("change", 2249.5, 0.1, "亿元", "confirmed"),
        ("change", 2294.5, 0.1, "亿元", "contradicted"),
    ],
)
def test_growth_and_change_of_an_amount(measure, value, step, unit, verdict):
    row = only(stating(measure, value, step, unit))
    assert row["verdict"] == verdict
    assert row["low"] <= row["computed"] <= row["high"]


@pytest.mark.parametrize(
    ("value", "stated", "verdict"),
    [
        # 425 / 400 = 1.0625 and 375 / 400 = 0.9375, of whole things: halves, rounded either way.
        (425, 6.2, "confirmed"),
        (425, 6.3, "confirmed"),
        (375, -6.2, "confirmed"),
        (375, -6.3, "confirmed"),
        (425, 6.1, "contradicted"),
        (375, -6.4, "contradicted"),
        # 426 / 400 = 1.065, cut off.
        (426, 6.4, "contradicted"),
    ],
)
def test_a_half_is_rounded_either_way_and_nothing_is_cut_off(value, stated, verdict):
    obs = rows(
        ("own", "2019", "value", 400),
        ("own", "2020", "value", value),
        ("own", "2020", "growth_rate", stated),
    ).assign(kind="count", unit=["家", "家", "%"], step=[1, 1, 0.1])
    assert only(obs)["verdict"] == verdict


def test_a_statement_may_be_off_by_what_rounding_leaves_open():
    # 2249.6 lies in 24393.15 - 22143.55 = 2249.6 and the statement itself reaches down to 2249.55.
    assert only(stating("change", 2249.6, 0.1, "亿元"))["verdict"] == "confirmed"


def test_change_of_a_share_uses_the_revised_base():
    obs = rows(
        ("rd_intensity", "2019", "value", 2.23),
        ("rd_intensity", "2019", "value", 2.24),
        ("rd_intensity", "2020", "value", 2.40),
        ("rd_intensity", "2020", "change", 0.16),
    ).assign(vintage=[2020, 2021, 2021, 2021], unit=["%", "%", "%", "个百分点"], step=0.01)
    row = only(obs)
    assert row["computed"] == 0.16
    assert row["verdict"] == "confirmed"


def test_growth_without_a_base_says_which_figure_is_missing():
    row = only(stating("growth_rate", 10.2, 0.1, "%").iloc[1:])
    assert (row["verdict"], row["reason"]) == ("not_checkable", "no_base")
    assert row["needs"] == "000000/rd_expenditure/2019"
    assert np.isnan(row["computed"])


def test_what_was_published_later_is_not_known_to_an_audit():
    """The base was left empty in 2021 and filled in 2023: in 2021 it was missing."""
    obs = pd.DataFrame(
        {
            "region": "A",
            "indicator": "x",
            "period": ["2020-01/2020-06", "2020-01/2020-06", "2019-07/2020-12"]
            + ["2021-01/2021-06", "2021-01/2021-06"],
            "measure": ["value", "value", "value", "value", "change"],
            "value": [np.nan, 60.0, 300.0, 70.0, 10.0],
            "vintage": [2021, 2023, 2021, 2021, 2021],
        }
    )
    assert only(obs)["reason"] == "no_base"
    assert only(obs)["needs"] == "A/x/2020-01/2020-06"
    assert only(obs[obs["value"].notna()])["reason"] == "period_mismatch"


def test_completion_needs_its_target():
    claim = ("tech_contract_value", "2020", "completion_ratio", 121.9)
    obs = rows(("tech_contract_value", "2020", "value", 26.82), claim).assign(step=[0.01, 0.1])
    row = only(obs)
    assert (row["verdict"], row["reason"]) == ("not_checkable", "no_target")
    assert row["needs"] == "000000/tech_contract_value/2020/target"
    target = rows(("tech_contract_value", "2020", "target", 22.0)).assign(step=1.0)
    row = only(pd.concat([obs, target]))
    # 26.82 / 22 = 121.909 %
    assert row["computed"] == pytest.approx(121.909, abs=0.001)
    assert row["verdict"] == "confirmed"


COUNTIES = divisions.members("320600")


def ranked(values: dict[str, float], place: float) -> pd.DataFrame:
    """The counties' values and the claim that the first of them holds a place."""
    obs = pd.DataFrame({"region": values.keys(), "value": values.values(), "measure": "value"})
    claim = {"region": next(iter(values)), "value": place, "measure": "rank", "among": "320600"}
    out = pd.concat([obs, pd.DataFrame([claim])], ignore_index=True)
    return out.assign(indicator="hnte_certified", period="2020").fillna({"among": ""})


def test_rank_among_all_members():
    values = {code: 100.0 - n for n, code in enumerate(COUNTIES)}
    assert only(ranked(values, 1))["verdict"] == "confirmed"
    row = only(ranked(values, 2))
    assert (row["computed"], row["low"], row["high"]) == (1, 1, 1)
    assert row["verdict"] == "contradicted"


def test_rank_with_members_missing_stays_open_and_names_them():
    values = {COUNTIES[0]: 50.0, COUNTIES[1]: 60.0}
    row = only(ranked(values, 2))
    assert (row["verdict"], row["reason"], row["low"]) == ("not_checkable", "no_value", 2)
    assert row["high"] == len(COUNTIES)
    assert row["needs"].split("; ") == [f"{c}/hnte_certified/2020" for c in sorted(COUNTIES[2:])]


def test_a_rank_needs_the_figures_of_its_own_group_alone():
    # Provinces are known, counties are not: the rank of a county is held against counties.
    obs = rows(
        ("hnte_certified", "2020", "value", 7.0), ("hnte_certified", "2020", "rank", 1)
    ).assign(region=["110000", COUNTIES[0]])
    row = only(obs)
    assert (row["verdict"], row["reason"]) == ("not_checkable", "no_value")
    assert row["needs"].split("; ") == [f"{c}/hnte_certified/2020" for c in sorted(COUNTIES)]


def test_a_rank_among_unknown_regions_needs_the_known_ones_of_the_indicator():
    cells = [("2020", "value", 7.0, 2021), ("2020", "rank", 1, 2021)]
    cells += [("2019", "value", 3.0, 2021), ("2020", "value", 9.0, 2022)]
    obs = pd.DataFrame(cells, columns=["period", "measure", "value", "vintage"])
    row = only(obs.assign(region=["a", "b", "c", "d"], indicator="own"))
    # What d has was published after the statement.
    assert row["needs"] == "b/own/2020; c/own/2020"


def test_the_reason_of_a_rank_is_that_of_the_members_that_have_none():
    obs = pd.DataFrame({"region": list("abca"), "value": [7.0, 8.0, 9.0, 2.0]}).assign(
        measure=["value", "value", "value", "rank"],
        bound=["exact", "exact", "at_most", "exact"],
        indicator="own",
        period="2020",
    )
    row = only(obs)
    assert (row["verdict"], row["reason"], row["needs"]) == ("not_checkable", "not_exact", "")
    assert (row["low"], row["high"]) == (2, 3)


def test_a_completion_after_the_beginning_of_the_year_needs_a_target_of_its_own():
    obs = rows(("own", "2020", "target", 9.0), ("own", "2020-07/2020-12", "completion_ratio", 50))
    own = "000000/own/2020-07/2020-12"
    assert only(obs)["needs"] == f"{own}; {own}/target"


def test_a_change_without_a_unit_is_not_in_that_of_the_figures():
    obs = rows(("own", "2019", "value", 1.0), ("own", "2020", "value", 3.0))
    claim = rows(("own", "2020", "change", 2.0))
    units = (("亿元", "", "unit_mismatch"), ("", "", ""), ("亿元", "亿元", ""))
    for unit, stated, reason in units:
        row = only(pd.concat([obs.assign(unit=unit), claim.assign(unit=stated)]))
        assert row["reason"] == reason


def test_known_members_alone_can_contradict_a_rank():
    values = {COUNTIES[0]: 50.0, COUNTIES[1]: 60.0}
    assert only(ranked(values, 1))["verdict"] == "contradicted"


def test_tie_leaves_the_better_place():
    values = dict.fromkeys(COUNTIES, 10.0)
    assert only(ranked(values, 1))["verdict"] == "confirmed"


def test_lower_bound_is_kept_as_one():
    obs = stating("growth_rate", 10.0, 0.1, "%")
    obs["bound"] = ["exact", "exact", "at_least"]
    assert only(obs)["verdict"] == "confirmed"
    obs.loc[2, "value"] = 11.0
    assert only(obs)["verdict"] == "contradicted"


def test_one_of_the_first_ten_is_a_rank_up_to_ten():
    values = {code: 100.0 - number for number, code in enumerate(COUNTIES)}
    for stated, verdict in ((1, "confirmed"), (3, "confirmed")):
        obs = ranked(values, stated)
        obs.loc[obs["measure"] == "rank", "bound"] = "at_least"
        assert only(obs)["verdict"] == verdict
    values[COUNTIES[0]] = 0.0
    obs = ranked(values, 3)
    obs.loc[obs["measure"] == "rank", "bound"] = "at_least"
    assert only(obs)["verdict"] == "contradicted"


def test_stated_count_against_the_members():
    codes = [one for one in divisions.members("000000") if one not in STATISTICS]
    table = pd.DataFrame({"region": codes, "indicator": "rd_expenditure", "value": 500.0})
    table.loc[:6, "value"] = 1500.0
    claim = {"region": "000000", "indicator": "rd_provinces_over_100bn", "value": 7.0}
    obs = pd.concat([table, pd.DataFrame([claim])]).assign(period="2020")
    row = only(obs)
    assert (row["measure"], row["computed"], row["verdict"]) == ("value", 7, "confirmed")


def test_nothing_stated_is_an_empty_frame():
    out = audit(SPENDING)
    assert tuple(out.columns) == terms.RESULTS["audit"]
    assert out.empty


def test_shuffled_rows_give_the_same_audit():
    obs = pd.concat([stating("growth_rate", 10.2, 0.1, "%"), ranked({COUNTIES[0]: 5.0}, 1)])
    pd.testing.assert_frame_equal(audit(obs.sample(frac=1, random_state=3)), audit(obs))


def test_statements_of_several_vintages_stand_by_vintage_whatever_the_order():
    first = stating("growth_rate", 10.2, 0.1, "%").assign(vintage=2021)
    later = first[first["measure"] == "growth_rate"].assign(vintage=2022, value=9.0)
    obs = pd.concat([later, first])
    assert audit(obs)["stated"].tolist() == audit(obs.iloc[::-1])["stated"].tolist() == [10.2, 9.0]


def pair(*values: float, stated: float, measure: str = "growth_rate", **more: object) -> dict:
    """The audit of a statement on the second of two yearly values of an indicator of one's own."""
    cells = [("own", "2019", "value", values[0]), ("own", "2020", "value", values[1])]
    return only(rows(*cells, ("own", "2020", measure, stated), **more))


def test_a_change_is_compared_in_the_unit_it_is_stated_in():
    # 110 - 100 亿元 (CNY 100 million) is 10 亿元, which is 100000 万元 (CNY 10,000).
    units = ["亿元", "亿元", "万元"]
    row = pair(100, 110, stated=10, measure="change", unit=units, step=1.0)
    assert (row["verdict"], row["computed"], row["unit"]) == ("contradicted", 100000, "万元")
    row = pair(100, 110, stated=100000, measure="change", unit=units, step=[1.0, 1.0, 10000.0])
    assert row["verdict"] == "confirmed"
    assert (row["low"], row["high"]) == (90000, 110000)


@pytest.mark.parametrize(
    ("measure", "unit", "stated"), [("change", "家", 10.0), ("growth_rate", "亿元", 10.0)]
)
def test_a_unit_that_does_not_convert_is_refused(measure, unit, stated):
    row = pair(100, 110, stated=stated, measure=measure, unit=["亿元", "亿元", unit])
    assert (row["verdict"], row["reason"]) == ("not_checkable", "unit_mismatch")
    assert np.isnan([row["computed"], row["low"], row["high"]]).all()


def test_a_derived_count_in_another_unit_is_refused():
    obs = rows(
        ("hnte_certified", "2020", "value", 107),
        ("hnte_applied", "2020", "value", 221),
        ("hnte_certification_rate", "2020", "value", 48.4),
    ).assign(step=[1, 1, 0.1], unit=["家", "家", "家"])
    assert only(obs)["reason"] == "unit_mismatch"
    assert only(obs.assign(unit=["家", "家", "%"]))["verdict"] == "confirmed"


@pytest.mark.parametrize(("value", "verdict"), [(85.0, "confirmed"), (105.0, "contradicted")])
def test_a_fall_of_at_least_ten_percent_is_minus_ten_at_most(value, verdict):
    bound = ["exact", "exact", "at_most"]
    assert pair(100.0, value, stated=-10.0, bound=bound)["verdict"] == verdict


@pytest.mark.parametrize(("stated", "step"), [(0.1, 0.1), (4.2, 0.1)])
def test_growth_in_percent_of_a_share_is_refused(stated, step):
    row = pair(2.40, 2.50, stated=stated, unit="%", step=[0.01, 0.01, step])
    assert (row["verdict"], row["reason"]) == ("not_checkable", "unit_mismatch")


def test_a_change_of_a_share_is_in_percentage_points():
    units = ["%", "%", "个百分点"]
    assert pair(2.40, 2.50, stated=0.1, measure="change", unit=units)["verdict"] == "confirmed"
    assert pair(2.40, 2.50, stated=0.1, measure="change", unit="%")["reason"] == "unit_mismatch"


@pytest.mark.parametrize(("stated", "verdict"), [(10, "confirmed"), (11, "contradicted")])
def test_the_change_of_a_count_in_ones_is_exact(stated, verdict):
    row = pair(100, 110, stated=stated, measure="change", kind="count", unit="家", step=1.0)
    assert (row["low"], row["high"], row["verdict"]) == (10, 10, verdict)


def test_statements_are_checked_against_the_newest_figures_of_their_time():
    obs = rows(
        ("own", "2019", "value", 100),
        ("own", "2020", "value", 110),
        ("own", "2020", "value", 112),
        ("own", "2020", "growth_rate", 10),
        ("own", "2020", "growth_rate", 12),
        ("own", "2020", "growth_rate", 7),
        ("own", "2019", "value", 104.67),
    ).assign(vintage=[2020, 2021, 2022, 2021, 2022, 2023, 2023])
    # 110 / 100, then 112 / 100 after the revision, then 112 / 104.67 = 1.07003.
    out = audit(obs.assign(step=[0, 0, 0, 1, 1, 1, 0]))
    assert out["stated"].tolist() == [10, 12, 7]
    assert out["computed"].round(3).tolist() == [10, 12, 7.003]
    assert set(out["verdict"]) == {"confirmed"}


def test_what_is_published_after_a_statement_says_nothing_of_it():
    obs = rows(("own", "2020", "value", 110), ("own", "2020", "growth_rate", 10))
    obs = pd.concat([obs, rows(("own", "2019", "value", 100))]).assign(vintage=[2021, 2021, 2022])
    row = only(obs)
    assert (row["reason"], row["needs"]) == ("no_base", "000000/own/2019")
    row = only(obs.assign(vintage=[2022, 2021, 2020]))
    assert (row["reason"], row["needs"]) == ("no_value", "000000/own/2020")


def test_an_exact_figure_at_the_lower_end_of_a_rounded_one_may_tie():
    # 10 in tens is 5 up to 15, and 5 is the smallest of it.
    values = dict.fromkeys(COUNTIES, 0.0) | {COUNTIES[0]: 5.0, COUNTIES[1]: 10.0}
    obs = ranked(values, 1).assign(step=lambda f: np.where(f["value"] == 10.0, 10.0, 0.0))
    row = only(obs)
    assert (row["low"], row["high"], row["verdict"]) == (1, 2, "open")
    obs.loc[obs["region"] == COUNTIES[0], "value"] = [4.9, 1.0]
    assert only(obs)["verdict"] == "contradicted"


def test_rank_of_a_statement_among_more_than_the_members_known():
    values = {code: 100.0 - n for n, code in enumerate(COUNTIES)}
    obs = ranked(values, 1)
    known = len(COUNTIES)
    assert only(obs.assign(ranked=float(known)))["verdict"] == "confirmed"
    row = only(obs.assign(ranked=known + 2.0))
    assert (row["verdict"], row["reason"]) == ("not_checkable", "definition_differs")


@pytest.mark.parametrize(
    ("quote", "reason"),
    [
        ("位于南通九县（市、区）第二位", "definition_differs"),
        ("在7个县（市、区）中列第1位", ""),
        ("列南通第一", ""),
        ("排在前十县第1位", ""),
    ],
)
def test_the_words_of_a_rank_say_among_how_many(quote, reason):
    obs = ranked({code: 100.0 - n for n, code in enumerate(COUNTIES)}, 1)
    row = only(obs.assign(quote=quote))
    assert (row["reason"], row["verdict"]) == (reason, "not_checkable" if reason else "confirmed")
    known = only(obs.iloc[[0, 1, -1]].assign(quote=quote))
    assert (known["verdict"], known["reason"]) == ("not_checkable", "no_value")
    assert len(known["needs"].split("; ")) == len(COUNTIES) - 2


@pytest.mark.parametrize(
    ("indicator", "quote", "reason"),
    [
        ("gdp", "按可比价格计算增长4.8%", "definition_differs"),
        ("gdp", "按不变价增长4.8%", "definition_differs"),
        ("gdp", "名义增长4.8%", ""),
        ("gdp", "增长4.8%", "definition_differs"),
        ("rd_expenditure", "增长4.8%", ""),
        ("gdp", "现价增长6%，按可比价增长4.8%", ""),
        ("labour_productivity", "按现价增长4.8%", "definition_differs"),
        ("labour_productivity", "按不变价增长4.8%", ""),
        ("hnte_certified", "名义增长4.8%", ""),
    ],
)
def test_a_growth_at_other_prices_is_not_checked_against_the_figures(indicator, quote, reason):
    obs = rows(
        (indicator, "2019", "value", 100.0),
        (indicator, "2020", "value", 110.0),
        (indicator, "2020", "growth_rate", 4.8),
    )
    row = only(obs.assign(step=0.1, quote=["", "", quote]))
    verdict = "not_checkable" if reason else "contradicted"
    assert (row["verdict"], row["reason"]) == (verdict, reason)


@pytest.mark.root_project  # Its place decides which 通州区 (Tongzhou) is meant.
def test_a_rank_by_name_is_that_of_the_code():
    values = {code: 100.0 - n for n, code in enumerate(COUNTIES)}
    obs = ranked(values, 1)
    names = {code: divisions.spell(code).name_zh for code in (*COUNTIES, "320600")}
    named = obs.assign(region=obs["region"].map(names), among=obs["among"].map(names).fillna(""))
    assert only(named)["verdict"] == only(obs)["verdict"] == "confirmed"


def test_a_completion_is_held_against_the_target_of_its_own_period_alone():
    claim = ("own", "2020-02", "completion_ratio", 50.0)
    obs = rows(("own", "2020", "target", 100), ("own", "2020-02", "value", 50), claim)
    empty = rows(("own", "2020-02", "target", np.nan))
    row = only(pd.concat([obs, empty]))
    assert (row["verdict"], row["reason"]) == ("not_checkable", "no_target")
    own = rows(("own", "2020-02", "target", 100.0))
    assert only(pd.concat([obs, own]))["verdict"] == "confirmed"


@pytest.mark.parametrize(
    ("values", "stated", "step", "verdict"),
    [
        # 10 / 5 in ones is 72.7 to 133.3 %: nobody can tell 100 % from 80 %.
        ((5.0, 10.0), 100.0, 1.0, "open"),
        ((5.0, 10.0), 80.0, 1.0, "open"),
        ((5.0, 10.0), 60.0, 1.0, "contradicted"),
        ((500.0, 1000.0), 100.0, 1.0, "confirmed"),
    ],
)
def test_figures_too_coarse_for_a_statement_leave_it_open(values, stated, step, verdict):
    kind = {"kind": "amount", "step": step}
    assert pair(*values, stated=stated, **kind)["verdict"] == verdict


def test_a_bound_is_confirmed_only_where_the_figures_imply_it():
    bound = {"bound": ["exact", "exact", "at_least"], "step": 1.0}
    # 110 / 100 in ones is 8.96 to 11.06 %.
    assert pair(100, 110, stated=8.0, **bound)["verdict"] == "confirmed"
    assert pair(100, 110, stated=10.0, **bound)["verdict"] == "open"
    assert pair(100, 110, stated=12.0, **bound)["verdict"] == "contradicted"


CHANGES = st.tuples(st.integers(50, 200), st.integers(50, 200), st.integers(-3, 3))


@settings(max_examples=11)
@given(st.lists(CHANGES, min_size=10, max_size=10))
def test_a_change_on_the_grid_of_its_figures_is_confirmed_or_contradicted(drawn):
    cells = [
        cell
        for n, (base, value, off) in enumerate(drawn)
        for cell in (
            (f"own{n}", "2019", "value", base),
            (f"own{n}", "2020", "value", value),
            (f"own{n}", "2020", "change", value - base + off),
        )
    ]
    # Value and base are half a step off at most: a change is less than one and a half off.
    # A count in ones is exact.
    for room, more in ((1, {}), (0, {"kind": "count"})):
        checks = audit(rows(*cells, step=1.0, **more)).set_index("indicator")["verdict"]
        for n, (_, _, off) in enumerate(drawn):
            assert checks[f"own{n}"] == ("confirmed" if abs(off) <= room else "contradicted")


@pytest.mark.root_project
def test_statements_follow_from_their_indicators_and_the_parts_of_these_alone() -> None:
    obs = load()
    whole = audit(obs)
    assert "value" in set(whole["measure"])
    for source, stated in whole.groupby("source"):
        needed = load(indicators=obs.loc[obs["source"] == source, "indicator"], operands=True)
        found = audit(needed)
        alone = found[found["source"] == source]
        assert alone.reset_index(drop=True).equals(stated.reset_index(drop=True)), source


def test_parts_of_a_rate_and_of_a_count_are_needed_and_nothing_else() -> None:
    assert with_operands(["hnte_certification_rate", "patents"]) == (
        *("hnte_applied", "hnte_certification_rate", "hnte_certified", "patents"),
    )
    assert with_operands(["rd_provinces_above_nation"]) == (
        "rd_intensity",
        "rd_provinces_above_nation",
    )
    assert with_operands(["an analyst's own"]) == ("an analyst's own",)
    assert with_operands([]) == ()

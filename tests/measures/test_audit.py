import numpy as np
import pandas as pd
import pytest

from kejidata.measures.audit import audit
from kejidata.model import registry, terms


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


COUNTIES = registry.regions().query("parent == '320600'")["code"].tolist()


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
    assert row["needs"].split("; ") == [f"{c}/hnte_certified/2020" for c in sorted(COUNTIES[2:])]


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
    regions = registry.regions()
    codes = regions.loc[regions["parent"] == "000000", "code"].tolist()
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

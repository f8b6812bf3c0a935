"""The column source of results: whose figures each row was made of, by pandas merges."""

import io

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tidy import FEWER, obs

import kejidata
from kejidata.panel import sources

SERIES = ["region", "indicator"]


@st.composite
def sourced(draw):
    """Return published values and targets in up to two vintages, each with a source or none."""
    keys = st.tuples(
        *(st.sampled_from("ab"), st.integers(2018, 2021)),
        *(st.sampled_from(["value", "target"]), st.integers(2021, 2022)),
    )
    chosen = draw(st.lists(keys, unique=True, min_size=1, max_size=20))
    frame = pd.DataFrame(chosen, columns=["region", "period", "measure", "vintage"])
    size = len(frame)
    frame["value"] = draw(st.lists(st.integers(1, 9), min_size=size, max_size=size))
    named = st.sampled_from(["report", "yearbook", "survey", ""])
    frame["source"] = draw(st.lists(named, min_size=size, max_size=size))
    return frame.assign(indicator="own_indicator").astype({"region": "str", "source": "str"})


def newest(frame, measure):
    """Return the newest publication of each figure of a measure."""
    ordered = frame[frame["measure"] == measure].sort_values("vintage")
    return ordered.drop_duplicates([*SERIES, "period"], keep="last")


def cell(value, other):
    """Return a cell of two figures; NaN where there is no other."""
    return value if other is np.nan or value == other else f"{value}|{other}"


def cells(pairs):
    return [cell(*pair) for pair in pairs[["source", "source_other"]].itertuples(index=False)]


def bases(frame):
    """Return values, each the first with a base of a year earlier, with the newest such base.

    The base is published no later; where no publication of a value has one the first stands.
    """
    values = frame[frame["measure"] == "value"]
    earlier = values.assign(period=values["period"] + 1)
    pairs = values.merge(earlier, on=[*SERIES, "period"], how="left", suffixes=("", "_other"))
    pairs["source_other"] = pairs["source_other"].where(pairs["vintage_other"] <= pairs["vintage"])
    pairs["known"] = pairs["vintage_other"].where(pairs["vintage_other"] <= pairs["vintage"])
    pairs["none"] = pairs["known"].isna()
    order = ["none", "vintage", "known"]
    pairs = pairs.sort_values(order, ascending=[True, True, False])
    return pairs.drop_duplicates([*SERIES, "period"]).sort_values([*SERIES, "period"])


def aims(frame):
    """Return newest values with the newest target of their period."""
    keys = [*SERIES, "period"]
    pairs = newest(frame, "value").merge(
        newest(frame, "target"), on=keys, how="left", suffixes=("", "_other")
    )
    return pairs.sort_values(keys)


def earlier(frame):
    """Return newest targets with the newest value of the last period before theirs."""
    pairs = newest(frame, "target").merge(
        newest(frame, "value"), on=SERIES, how="left", suffixes=("", "_other")
    )
    pairs.loc[~(pairs["period_other"] < pairs["period"]), ["source_other", "period_other"]] = np.nan
    pairs = pairs.sort_values([*SERIES, "period", "period_other"], na_position="first")
    return pairs.drop_duplicates([*SERIES, "period"], keep="last")


@FEWER
@given(sourced())
def test_a_row_names_the_sources_of_the_rows_it_was_made_of(frame):
    found = {
        "growth": (kejidata.growth_rates(frame), bases(frame)),
        "completion": (kejidata.completion_ratios(frame), aims(frame)),
        "outlook": (kejidata.target_outlook(frame), earlier(frame)),
    }
    for name, (result, pairs) in found.items():
        assert result["source"].tolist() == cells(pairs), name
    ranks = kejidata.rankings(frame)
    own = newest(frame, "value").sort_values([*SERIES, "period"])
    assert ranks["source"].tolist() == own["source"].tolist()


def test_a_frame_without_sources_gives_none():
    frame = obs(period=[2019, 2020], value=[80, 100])
    for measure in (kejidata.growth_rates, kejidata.rankings, kejidata.derive):
        assert "source" not in measure(frame)


@pytest.mark.parametrize("many", [3, 127, 128, 129, 400, 70_000])
def test_however_many_sources_there_are_each_row_has_its_own(many):
    frame = pd.DataFrame(
        {
            "region": "somewhere",
            "indicator": np.arange(many) // 2,
            "period": np.arange(many) % 2 + 2019,
            "value": 1,
            "source": [f"s{number}" for number in range(many)],
        }
    )
    frame.loc[0, "source"] = None
    told = kejidata.growth_rates(frame).set_index(["indicator", "period"])["source"]
    assert told["0", 2019] == ""
    assert told["0", 2020] == "s1|"
    last = (many - 2) // 2
    assert told[str(last), 2020] == f"s{2 * last + 1}|{f's{2 * last}' if last else ''}"
    assert told.nunique() == many


def test_what_several_figures_give_has_all_their_sources_once():
    parts = obs(
        region=["all", "east", "west", "north"],
        period=2020,
        value=[6, 1, 2, 3],
        source=["yearbook", "report", "survey", "report"],
    )
    totals = kejidata.check_totals(parts, {"all": ["east", "west", "north"]})
    assert totals["source"].tolist() == ["yearbook|report; survey"]
    both = pd.concat([parts.assign(period=2019, source="archive"), parts])
    told = kejidata.contributions(both, {"all": ["east", "west", "north"]}).iloc[-4:]
    assert told["source"].tolist() == [
        "report|archive|yearbook|archive",
        "survey|archive|yearbook|archive",
        "report|archive|yearbook|archive",
        "report; survey|archive|yearbook|archive",
    ]


def test_a_result_that_is_measured_again_hands_its_sources_on():
    months = obs(
        period=["2019-01/2019-03", "2019-01/2019-06", "2020-01/2020-03", "2020-01/2020-06"],
        value=[1, 3, 2, 5],
        source=["a", "b", "c", "d"],
    )
    quarters = kejidata.single_periods(months)
    assert quarters["source"].tolist() == ["a", "b|a", "c", "d|c"]
    growth = kejidata.growth_rates(quarters)
    assert growth["source"].tolist() == ["a", "b; a", "c|a", "d; c|b; a"]


def test_a_stated_growth_has_its_source_behind_value_and_base():
    frame = obs(
        period=[2019, 2020, 2020],
        measure=["value", "value", "growth_rate"],
        value=[100, 110, 12],
        source=["yearbook", "report", "press"],
    )
    found = kejidata.growth_rates(frame)
    assert found["source"].tolist() == ["yearbook", "report|yearbook|press"]
    assert found["stated_growth"].tolist()[1] == 12
    without = kejidata.growth_rates(frame.head(2))
    assert without["source"].tolist() == ["yearbook", "report|yearbook"]


def test_the_index_of_a_region_has_the_sources_of_its_own_figures():
    frame = pd.DataFrame(
        {
            "region": ["a", "b", "c"] * 2,
            "indicator": ["papers"] * 3 + ["patents"] * 3,
            "period": 2020,
            "value": [1, 2, 3, 1, 2, np.nan],
            "source": ["p", "q", "r", "p", "s", "t"],
        }
    )
    scores = kejidata.composite_index(frame, ["papers", "patents"], availability=0)
    assert scores["source"].tolist() == ["p", "q; s", "r"]
    parts = kejidata.index_contributions(frame, ["papers", "patents"], availability=0)
    assert parts["source"].tolist() == ["p", "p", "q", "s", "r", ""]


def test_prices_and_places_are_named_too():
    money = obs(region="000000", period=[2019, 2020], value=[100, 110], unit="亿元", source="book")
    index = [{"region": "000000", "indicator": "cpi", "period": 2020, "value": 102.5}]
    prices = pd.DataFrame(index).assign(source="bulletin")
    assert kejidata.real(money, prices, 2019)["source"].tolist() == ["book", "book|bulletin"]
    frame = obs(
        period=[2019, 2020, 2020],
        measure=["value", "value", "target"],
        value=[80, 100, 90],
        source=["old", "new", "plan"],
    )
    assert kejidata.profile(frame, "somewhere")["source"].tolist() == ["new|old|plan"]


def test_cells_are_read_as_they_were_written():
    assert sources.each(["a|b", float("nan"), "", "b; c|d"]) == ["a", "b", "c", "d"]
    assert sources.parted("a||c", 3) == ["a", "", "c"]
    assert sources.parted("a|b", 3) == ["a", "b", ""]
    assert sources.parted("a|b|c", 2) == ["a; b; c"] * 2


def test_the_column_is_text_that_a_file_keeps():
    frame = obs(period=[2019, 2020], value=[80, 100], source=["a", "b"])
    growth = kejidata.growth_rates(frame)
    again = pd.read_csv(io.StringIO(growth.to_csv(index=False)))
    assert again["source"].tolist() == growth["source"].tolist() == ["a", "b|a"]

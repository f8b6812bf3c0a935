"""What a result itself tells of the origins of its figures, with and without a project."""

import io
from collections.abc import Callable, Mapping

import pandas as pd
import pytest
from tidy import obs as tidy

import kejidata
from kejidata import narrative, table
from kejidata.wording.figures_told import PLACES
from kejidata.wording.origins import index

TOLD = ["text", "source", "quote", "calculation"]


@pytest.fixture(scope="module")
def observations() -> pd.DataFrame:
    return kejidata.load()


@pytest.fixture(scope="module")
def report(observations: pd.DataFrame) -> pd.DataFrame:
    return observations[observations["source"] == kejidata.current_project().report]


@pytest.fixture(scope="module")
def results(observations: pd.DataFrame, report: pd.DataFrame) -> Mapping[str, pd.DataFrame]:
    spent = observations[observations["indicator"] == "rd_expenditure"]
    own = observations[observations["region"] == kejidata.current_project().region]
    return {
        "growth": kejidata.growth_rates(report),
        "completion": kejidata.completion_ratios(report),
        "rankings": kejidata.rankings(spent, among="000000"),
        "base_effects": kejidata.base_effects(observations),
        "outlook": kejidata.target_outlook(observations),
        "outcomes": kejidata.target_outcomes(observations),
        "pace": kejidata.pace(own),
        "profile": kejidata.profile(own, kejidata.current_project().region),
        "audit": kejidata.audit(report),
        "single_periods": kejidata.single_periods(own),
        "index_numbers": kejidata.index_numbers(spent[spent["region"] == "000000"], 2018),
    }


@pytest.mark.root_project
def test_the_column_leads_to_what_the_observations_say(results, observations) -> None:
    for name, result in results.items():
        tell: Callable[..., narrative.Narrative] = getattr(narrative, name)
        given, found = tell(result, observations=observations, lang="en"), tell(result, lang="en")
        assert found.text == given.text, name
        pd.testing.assert_frame_equal(found.facts[TOLD], given.facts[TOLD])
        assert found.facts.loc[found.facts["rows"].map(len) > 0, "source"].ne("").all(), name


@pytest.mark.root_project
def test_cells_of_tables_lead_there_too(results, observations) -> None:
    for name, result in results.items():
        shown = (
            table(result.head(12), "en"),
            table(result.head(12), "en", observations=observations),
        )
        assert shown[0].columns == shown[1].columns, name
        assert shown[0].source.startswith("Source: "), name


@pytest.mark.root_project
def test_origins_survive_what_is_done_to_a_frame(report) -> None:
    growth = kejidata.growth_rates(report)
    kept = growth[growth["growth"].notna() | growth["implied_base"].notna()]
    whole = narrative.growth(kept, lang="en")
    assert whole.facts["source"].ne("").any()
    keys = dict.fromkeys(("region", "period", "base_period"), "str")
    ways = {
        "order": kept.sample(frac=1, random_state=1).sort_values(["region", "indicator", "period"]),
        "parts": pd.concat([kept.head(3), kept.tail(-3)], ignore_index=True),
        "a file": pd.read_csv(io.StringIO(kept.to_csv(index=False)), dtype=keys),
        "another library": pd.DataFrame(kept.to_dict("list")),
    }
    for way, frame in ways.items():
        told = narrative.growth(frame, lang="en")
        assert told.text == whole.text, way
        pd.testing.assert_frame_equal(told.facts[TOLD], whole.facts[TOLD])


@pytest.mark.root_project
def test_nobody_elses_words_stand_in(report) -> None:
    row = report[(report["indicator"] == "tech_contract_value") & (report["measure"] == "value")]
    assert len(row) == 1
    number = row["value"].item()

    def of(frame: pd.DataFrame) -> pd.DataFrame:
        found = kejidata.rankings(frame)
        return table(found[found["value"].notna()], "en", columns=["value"]).columns[0].cells[0]

    true = of(row).origin
    assert (true.sources, true.quotes) == (("rugao_2020",), (row["quote"].item(),))
    for change in ({"value": number + 0.01}, {"source": "yearbook_2021"}, {"period": "2019"}):
        changed = of(row.assign(**change)).origin
        assert changed.sources == (change.get("source", "rugao_2020"),)
        assert changed.quotes == ()
    unsourced = of(row.drop(columns="source")).origin
    assert (unsourced.sources, unsourced.quotes) == ((), ())


def test_without_a_project_the_frame_alone_tells(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    frame = tidy(period=[2019, 2020], value=[80.0, 100.0], source=["old", "new"])
    told = narrative.growth(kejidata.growth_rates(frame), lang="en").facts.set_index("text")
    assert told.loc["100", "source"] == "new"
    assert told.loc["25%", ["source", "calculation"]].tolist() == ["new; old", "100 ÷ 80 − 1 = 25%"]


def test_a_number_that_was_derived_names_all_its_sources() -> None:
    frame = tidy(
        indicator=["spent", "people"], period=2020, value=[10.0, 4.0], source=["book", "census"]
    )
    told = narrative.ratio(kejidata.ratio(frame, "spent", "people"), lang="en").facts
    assert told.loc[told["text"] == "2.5", "source"].tolist() == ["book; census"]


def test_places_of_a_cell_that_does_not_fit_are_those_of_all_figures() -> None:
    growth = kejidata.growth_rates(tidy(period=[2019, 2020], value=[80, 100], source=["a", "b"]))
    shown = growth.drop(columns="stated_growth", errors="ignore").assign(source="a|b|c|d")
    found = index(None, shown.astype({"period": "str", "base_period": "str"}))
    assert found["somewhere", "own_indicator", "2020", "value"][0].source == "a; b; c; d"


def test_every_measure_has_its_places() -> None:
    """Whoever adds a measure says which figures its column source names."""
    makers = {
        *("growth_rates", "completion_ratios", "rankings", "base_effects", "target_outlook"),
        *("target_outcomes", "contributions", "check_totals", "single_periods", "pace", "audit"),
        *("index_numbers", "real", "composite_index", "index_contributions", "profile"),
    }
    alone = {"ratio", "derive"}
    found = {
        maker: next((names for names in PLACES if {*names} <= {*columns}), None)
        for maker, columns in kejidata.model.terms.RESULTS.items()
    }
    assert {maker for maker, names in found.items() if names is None} == alone
    assert len({found[maker] for maker in makers}) == len(makers) == len(PLACES)

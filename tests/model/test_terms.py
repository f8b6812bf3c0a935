"""A kind of indicator is one row: every room takes it from there."""

import pandas as pd
import pytest

import kejidata
from kejidata.model import registry, terms
from kejidata.narrative import field


@pytest.fixture
def stock(monkeypatch: pytest.MonkeyPatch) -> str:
    """Add a kind: things counted at one moment, such as the firms in a park on a day."""
    row = terms.Kind(by_points=False, whole=True, gathers=False)
    monkeypatch.setitem(terms.KINDS, "stock", row)  # type: ignore[arg-type]
    return "stock"


def test_measures_know_a_new_kind(stock: str) -> None:
    obs = pd.DataFrame(
        {
            "region": "a",
            "indicator": "firms",
            "kind": stock,
            "period": ["2019-06", "2020-06", "2020"],
            "measure": ["value", "value", "target"],
            "value": [80, 100, 125],
            "step": 1,
        }
    )
    grown = kejidata.growth_rates(obs).iloc[1]
    assert grown[["growth", "low", "high"]].tolist() == [25.0, 25.0, 25.0]
    # A stock of one moment is not held against the calendar.
    assert kejidata.completion_ratios(obs)["elapsed"].isna().all()


def test_an_overview_tells_a_new_kind(stock: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kejidata.narrative.parts.field_items.kind_of", lambda code: stock)
    firms = {"region": "330212", "indicator": "incubators", "period": "2023", "value": 12}
    report = pd.DataFrame([{**firms, "unit": "家", "measure": "value"}])
    theme = registry.theme_of("incubators")
    assert "12家。" in str(field(report, theme))


def test_the_registry_takes_a_new_kind(stock: str) -> None:
    from kejidata.model.registry_file import CHOICES

    assert stock in CHOICES["kind"]
    assert {*registry.indicators()["kind"]} <= {*terms.KINDS}

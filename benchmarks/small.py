"""Every measure on 2,000 rows, as a notebook has them: `python -m benchmarks.small`.

The figures go to small.json, beside their page.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

import kejidata as kd
from benchmarks import full
from benchmarks.processes import ask

STORED = Path(__file__).parent / "small.json"
REGIONS, YEARS = 10, 20
UNITS = {
    **dict.fromkeys(("output", "research", "contracts"), "万元"),  # ten thousand yuan
    **dict.fromkeys(("product", "loans"), "亿元"),  # a hundred million yuan
    **dict.fromkeys(("patents", "firms", "staff", "projects"), "件"),  # pieces
    "share": "%",
}
WHOLE = "r00"
LIMIT = 10.0
"""Milliseconds that a measure is asked to stay under."""


def frame() -> pd.DataFrame:
    """Return 2,000 values of ten regions, ten indicators and twenty years, in no order."""
    rng = np.random.default_rng(20201231)
    regions, names = [f"r{n:02d}" for n in range(REGIONS)], list(UNITS)
    keys = pd.MultiIndex.from_product(
        [regions, names, range(2001, 2001 + YEARS)], names=["region", "indicator", "period"]
    )
    table = keys.to_frame(index=False)
    table = table.assign(
        measure="value",
        value=np.round(rng.lognormal(5, 1, len(table)) + 1, 2),
        unit=table["indicator"].map(UNITS),
        step=0.01,
        bound=np.where(rng.random(len(table)) < full.BOUNDS, "at_least", "exact"),
        vintage=table["period"] + 1,
    ).astype({"period": "str"})
    text = [name for name in full.TEXTS if name in table]
    return table.astype(dict.fromkeys(text, "str")).sample(
        frac=1, random_state=7, ignore_index=True
    )


def measures() -> dict[str, Callable[[], object]]:
    """Return a call of each measure on 2,000 rows, by its name."""
    values = frame()
    aims = values.assign(measure=np.where(values["period"] == "2020", "target", "value"))
    aims["vintage"] = aims["vintage"].where(aims["measure"] == "value", 2016)
    aims["bound"] = "exact"
    year = values["period"].astype(int) - 2001
    spans = [f"{2019 + n // 10}-01/{2019 + n // 10}-{n % 10 + 2:02d}" for n in year]
    parts = {WHOLE: [f"r{n:02d}" for n in range(1, REGIONS)]}
    prices = values.loc[values["indicator"] == "output", ["region", "period"]]
    prices = prices.assign(indicator="cpi", value=102.5, step=0.1)
    goods = [name for name in UNITS if name != "share"]
    gathered, report = values.assign(period=spans, vintage=2022), _stated(values)
    return {
        "describe": lambda: kd.describe(values),
        "growth_rates": lambda: kd.growth_rates(values),
        "completion_ratios": lambda: kd.completion_ratios(aims),
        "rankings": lambda: kd.rankings(values),
        "base_effects": lambda: kd.base_effects(values),
        "index_numbers": lambda: kd.index_numbers(values, 2010),
        "single_periods": lambda: kd.single_periods(gathered),
        "contributions": lambda: kd.contributions(values, parts),
        "check_totals": lambda: kd.check_totals(values, parts),
        "real": lambda: kd.real(values, prices, 2010),
        "ratio": lambda: kd.ratio(values, "research", "product"),
        "derive": lambda: kd.derive(values),
        "audit": lambda: kd.audit(report),
        "profile": lambda: kd.profile(values, WHOLE),
        "pace": lambda: kd.pace(aims),
        "target_outcomes": lambda: kd.target_outcomes(aims),
        "target_outlook": lambda: kd.target_outlook(aims),
        "composite_index": lambda: kd.composite_index(values, goods),
        "index_contributions": lambda: kd.index_contributions(values, goods),
    }


def _stated(values: pd.DataFrame) -> pd.DataFrame:
    """Return half of the values, and the growth rates that a report states of them."""
    late = values[values["period"] > "2010"]
    rates = kd.growth_rates(late)[["region", "indicator", "period", "growth"]].dropna()
    stated = (
        rates.rename(columns={"growth": "value"})
        .round({"value": 1})
        .assign(measure="growth_rate", unit="%", step=0.1, bound="exact", vintage=2022)
    )
    return pd.concat([late, stated], ignore_index=True)


def milliseconds(rounds: int) -> dict[str, float]:
    """Return the processor time of each measure: medians of calls, after a first one."""
    found = {}
    for name, call in measures().items():
        call()
        taken = []
        for _ in range(rounds):
            start = time.process_time()
            call()
            taken.append(time.process_time() - start)
        found[name] = statistics.median(taken) * 1000
    return found


def main(rounds: int = 9) -> None:
    """Measure in a process of its own, and store with version and day."""
    load = os.getloadavg()[0]
    figures = ask("small", "measure", rounds)
    loads = {"load_before": load, "load_after": os.getloadavg()[0]}
    today = {"kejidata": kd.__version__, "measured": f"{date.today()}", "rounds": rounds}
    stored = {**today, **loads, "figures": figures}
    STORED.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")


def section() -> str:
    """Return the section of the page, from the stored figures."""
    stored = json.loads(STORED.read_text("utf-8"))
    figures = stored["figures"]
    slow = sum(taken > LIMIT for taken in figures.values())
    rows = [
        f"| `{name}` | {taken:.1f} | {'**no**' if taken > LIMIT else 'yes'} |"
        for name, taken in sorted(figures.items(), key=lambda one: one[1])
    ]
    table = "\n".join([f"| measure | ms | under {LIMIT:.0f} ms |", "| --- | --- | --- |", *rows])
    head = _HEAD.lstrip().format(reached=len(figures) - slow, count=len(figures), **stored)
    return f"{head}\n{table}\n"


_HEAD = """
## Small frames

Measured with kejidata {kejidata} on {measured}: processor time of a call on 2,000 rows (ten
regions, ten indicators, twenty years, text keys), the median of {rounds} calls after a first one.
Load average {load_before:.1f} to {load_after:.1f} on two processors. {reached} of {count} measures
stay under the 10 ms that are asked.
"""

if __name__ == "__main__":
    if sys.argv[1:2] == ["measure"]:
        print(json.dumps(milliseconds(int(sys.argv[2]))))
    else:
        main()

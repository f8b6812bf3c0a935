"""Any frame ends in a right result or in the package's own error, and is never changed."""

import os
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

import kejidata
from kejidata import display, narrative
from kejidata.errors import KejidataError
from kejidata.measures.derived import derive

MEASURES = [
    *(kejidata.growth_rates, kejidata.completion_ratios, kejidata.rankings, kejidata.base_effects),
    *(kejidata.target_outlook, kejidata.target_outcomes, kejidata.audit, derive),
    *(kejidata.pace, kejidata.check_totals, kejidata.single_periods),
]
OF_NAMES = [
    lambda frame: kejidata.contributions(frame, {"hnte_applied": ["own"]}),
    lambda frame: kejidata.check_totals(frame, {"hnte_applied": ["own"]}),
    lambda frame: kejidata.composite_index(frame, ["hnte_applied", "own"], availability=0.5),
    lambda frame: kejidata.index_contributions(frame, ["hnte_applied", "own"], availability=0.5),
    lambda frame: kejidata.profile(frame, "320682"),
    lambda frame: kejidata.index_numbers(frame, 2019),
    lambda frame: kejidata.ratio(frame, "hnte_applied", "own"),
    lambda frame: kejidata.pace(frame, since=2019),
]
"""Measures that are asked for names or for a period."""
FRAME = pd.DataFrame(
    {
        "region": ["320682", "320682", "320682", "320682", "a", "a"],
        "indicator": ["hnte_applied", "hnte_applied", "hnte_applied", "hnte_applied", "own", "own"],
        "period": ["2019", "2020", "2021", "2020", "2019", "2020"],
        "measure": ["value", "value", "target", "growth_rate", "value", "value"],
        "value": [200.0, 221.0, 200.0, 10.5, 3.0, 2.0],
        "unit": ["家", "家", "家", "%", "项", "项"],
        "step": [1.0, 1.0, 1.0, 0.1, 0.1, 0.1],
        "bound": ["exact", "exact", "at_least", "exact", "exact", "exact"],
        "vintage": [2020, 2021, 2021, 2021, 2021, 2021],
        "source": "rugao_2020",
        "quote": "words",
    }
)
CELLS = [
    *(None, np.nan, pd.NA, pd.NaT, True, 0, -0.0, -1, 2.5, np.inf, -np.inf, 1e308, 5e-324, 10**400),
    *(Decimal("1.5"), Decimal("NaN"), Fraction(1, 3), 1j, b"x", [1], (1, 2), {}, {1}, np.int8(3)),
    *(np.float32(1.5), pd.Timestamp("2020"), pd.Period("2020"), object(), float, 2020, 2020.0, 0),
    *(
        "",
        " ",
        "1.5",
        "2020",
        "2020-01/2020-11",
        "2020/2019",
        "0000",
        "\n",
        "a\nb",
        "\0",
        "\u202eb",
    ),
    *(
        "😀",
        "x" * 10_000,
        "**b**",
        "<script>",
        "$\\frac{1}{2}$",
        "\ud800",
        "=1+1",
        "如皋",
        "%s",
        "{0}",
    ),
]
CHANGES = st.lists(
    st.tuples(st.sampled_from(list(FRAME)), st.integers(0, len(FRAME) - 1), st.sampled_from(CELLS)),
    max_size=3,
)


def refused_or(function, *arguments, **options):
    """Return what a function returns, None where it refuses; any other error is a failure."""
    try:
        return function(*arguments, **options)
    except kejidata.KejidataError as error:
        text = str(error)
    assert text.replace("\n", "").isprintable()
    assert len(text) < 4000
    return None


def changed(changes):
    columns = {name: list(FRAME[name]) for name in FRAME}
    for name, row, cell in changes:
        columns[name][row] = cell
    touched = {name for name, _, _ in changes}
    return pd.DataFrame(
        {
            name: pd.Series(cells, dtype=object) if name in touched else FRAME[name]
            for name, cells in columns.items()
        }
    )


@settings(max_examples=60)
@given(CHANGES)
def test_any_cell_in_any_column_is_measured_or_refused(changes):
    frame = changed(changes)
    before = [list(map(repr, frame[name])) for name in frame]
    for measure in (*MEASURES, *OF_NAMES):
        result = refused_or(measure, frame)
        if result is not None:
            for name in result.select_dtypes("float"):
                assert not np.isinf(result[name]).any()
    assert [list(map(repr, frame[name])) for name in frame] == before


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize(
    "shape",
    [
        lambda f: f.iloc[:0],
        lambda f: f.iloc[[0]],
        lambda f: f.sample(frac=1, random_state=1),
        lambda f: f.set_axis([0] * len(f)),
        lambda f: f.set_index(["region", "indicator"], drop=False),
        lambda f: f.set_index("region", drop=False),
        lambda f: f.astype({"region": "category", "indicator": "category", "unit": "category"}),
        lambda f: f.astype({"value": object, "period": object, "vintage": "Int64"}),
    ],
)
def test_every_function_takes_any_shape(measure, shape):
    given_one = shape(FRAME)
    result = measure(given_one.reset_index(drop=True))
    keys = ["region", "indicator", "period"]
    assert_frame_equal(
        measure(given_one).astype(dict.fromkeys(keys, "str")),
        result.astype(dict.fromkeys(keys, "str")),
    )


@pytest.mark.parametrize("measure", [*MEASURES, *OF_NAMES])
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"value": 1e101}, "too large or too small\n.*column value\n  row 0: 1e\\+101"),
        ({"value": -5e-324}, "too large or too small"),
        ({"unit": [[1]] * 6}, "the cells are not labels\n.*column unit"),
        (
            {"region": pd.Series(["\ud800"] * 6, dtype=object)},
            "the cells are not labels\n.*column region\n.*ud800",
        ),
    ],
)
def test_what_no_figure_can_be_is_refused_with_its_place(measure, change, said):
    with pytest.raises(kejidata.KejidataError, match=said):
        measure(FRAME.assign(**change))


TOLD = {
    "growth": kejidata.growth_rates,
    "completion": kejidata.completion_ratios,
    "rankings": kejidata.rankings,
    "outlook": kejidata.target_outlook,
    "outcomes": kejidata.target_outcomes,
    "base_effects": kejidata.base_effects,
    "audit": kejidata.audit,
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", TOLD)
def test_a_wrong_frame_or_language_is_refused_before_it_is_told(name, lang):
    tell = getattr(narrative, name)
    other = kejidata.growth_rates if name != "growth" else kejidata.rankings
    with pytest.raises(kejidata.KejidataError, match="the frame has no column"):
        tell(other(FRAME), lang=lang)
    with pytest.raises(kejidata.KejidataError, match="DataFrame is needed, not list"):
        tell([1], lang=lang)
    with pytest.raises(kejidata.KejidataError, match="no language 'zz'"):
        tell(TOLD[name](FRAME), lang="zz")
    if name == "base_effects":
        return  # no fall in the frame: nothing to look up
    with pytest.raises(kejidata.KejidataError, match="not a number"):
        tell(TOLD[name](FRAME), lang=lang, observations=FRAME.assign(value="x"))


@settings(max_examples=25)
@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(["zh", "en"]))
def test_any_name_is_told_and_shown_without_what_a_terminal_or_a_page_obeys(region, name, lang):
    frame = FRAME.replace({"a": region or "b", "own": name or "c"})
    for told, measure in TOLD.items():
        result = refused_or(measure, frame)
        if result is None:
            continue
        text = refused_or(getattr(narrative, told), result, observations=frame, lang=lang)
        table = refused_or(display.table, result, lang, observations=frame)
        for shown in (text._repr_markdown_() if text else "", table._repr_html_() if table else ""):
            assert not {"\0", "\x1b", "\u202e"} & set(shown)


CODE = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "pyarrow":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
if sys.argv[1] == "without":
    sys.meta_path.insert(0, Missing())
import warnings
warnings.simplefilter("error")
import pandas as pd
import kejidata
from kejidata import narrative
obs = kejidata.load()
pd.set_option("display.width", 300)
for measure in (kejidata.growth_rates, kejidata.completion_ratios, kejidata.rankings,
                kejidata.target_outlook, kejidata.target_outcomes, kejidata.base_effects,
                kejidata.audit):
    print(measure(obs).to_csv())
print(obs.to_csv(), kejidata.read_table(sys.argv[2], own=True).to_csv())
print(narrative.audit(kejidata.audit(obs), observations=obs))
"""


@pytest.mark.root_project
def test_results_are_the_same_without_pyarrow(root, forks):
    table = str(root / "data" / "examples" / "own_table.csv")
    env = {**os.environ, "PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", CODE, "without", table]
    without = subprocess.run(command, env=env, capture_output=True, check=True)
    there = forks.run(CODE, "with", table)
    assert (there.returncode, there.stderr) == (0, "")
    assert there.stdout == without.stdout.decode()
    assert len(there.stdout) > 100_000


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_observations_are_found_in_whatever_form_they_are_stored(lang):
    frame = FRAME.assign(
        period=[2019, 2020, 2021, 2020, 2019, 2020], unit=[*FRAME["unit"][:4], "只", "只"]
    )
    rates = kejidata.growth_rates(frame)
    plain = str(narrative.growth(rates, observations=frame, lang=lang))
    for forms in ({"period": float}, {"period": object, "value": object}, {"value": "category"}):
        stored = frame.astype(forms)
        assert str(narrative.growth(rates, observations=stored, lang=lang)) == plain
    gap = frame.assign(value=pd.Series([*frame["value"][:5], pd.NA], dtype=object))
    assert narrative.growth(rates, observations=gap, lang=lang)


def test_a_unit_shows_nothing_that_a_terminal_obeys():
    frame = FRAME.assign(unit="\x1b[31m\u202e")
    rates = kejidata.growth_rates(frame)
    told = str(narrative.growth(rates, observations=frame)) + str(display.table(frame))
    assert not {"\x1b", "\u202e"} & set(told)


def test_a_word_that_no_audit_gives_is_refused():
    checks = kejidata.audit(FRAME)
    for column in ("measure", "verdict"):
        with pytest.raises(
            kejidata.KejidataError, match=f"not known\n  in the frame, column {column}"
        ):
            narrative.audit(checks.assign(**{column: "perhaps"}))


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: kejidata.ratio(FRAME, ["own"], "own"), "not \\['own'\\]\n  in argument numerator"),
        (
            lambda: kejidata.ratio(FRAME, "hnte_applied", "own", unit=5),
            "the unit '5' is no unit over",
        ),
        (lambda: kejidata.growth_rates(FRAME, against=FRAME["unit"]), "in argument against"),
        (lambda: kejidata.peer_groups(FRAME[["region"]]), "the frame has no column value"),
        (lambda: kejidata.compared_periods(5), "a pandas DataFrame is needed, not int"),
        (lambda: kejidata.load(5), "the path of a file is needed, not int"),
        (lambda: kejidata.write_table(FRAME, None), "the path of a file is needed, not NoneType"),
        (lambda: kejidata.read_reports(5), "the path of a file is needed, not int"),
        (lambda: kejidata.read_reports([]), "no report is in the folder"),
        (lambda: kejidata.table(FRAME, columns="rank"), "the frame has no column rank\n"),
    ],
)
def test_an_argument_of_another_type_is_named(call, told):
    with pytest.raises(KejidataError, match=told):
        call()


def test_peers_are_found_in_any_frame():
    keyed = FRAME.rename(columns={"region": "地区"}).set_index(["地区", "indicator", "period"])
    assert kejidata.peer_groups(keyed) == kejidata.peer_groups(FRAME)
    assert kejidata.compared_periods(keyed) == kejidata.compared_periods(FRAME) == ["2019", "2020"]

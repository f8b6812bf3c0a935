"""That there is nothing to show is said once, also where a notebook asks again and again."""

from types import SimpleNamespace

import IPython
import pandas as pd
import pytest

import kejidata
from kejidata import figures, narrative, table
from kejidata.wording.nothing import follows_nothing

NONE = pd.DataFrame({"region": [], "indicator": [], "period": [], "value": []})


@pytest.fixture
def cells(monkeypatch):
    """Return what lets a cell run after others, as Jupyter keeps them: source and result each."""

    def before(*ran):
        inputs = ["", *(source for source, _ in ran)]
        given = {at: result for at, (_, result) in enumerate(ran, start=1) if result is not None}
        shell = SimpleNamespace(user_ns={"In": inputs, "_oh": given})
        monkeypatch.setattr(IPython, "get_ipython", lambda: shell)

    return before


def html(shown):
    """Return what Jupyter shows of an output; HTML goes before Markdown."""
    bundle = shown._repr_mimebundle_()
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    return data["text/html"] if "text/html" in data else shown._repr_html_()


def test_the_second_that_has_nothing_to_show_is_silent_in_jupyter_alone(cells):
    told = narrative.growth(kejidata.growth_rates(NONE), lang="en")
    drawn = figures.growth_heatmap(kejidata.growth_rates(NONE), lang="en")
    listed = table(NONE, "en")
    assert not follows_nothing()
    for one in (told, drawn, listed):
        cells(("told", told), ("two", None))
        assert html(one) == ""
        # What is kept beside it says it all the same, for whoever reads the notebook's file.
        assert "no figures" in str(one._repr_mimebundle_()) + repr(one) or one is listed
        cells(("told", told), ("told", None))
        assert html(one) != ""
        cells(("picture", object()), ("two", None))
        assert html(one) != ""


def test_what_has_something_to_show_is_never_silent(cells):
    rows = pd.DataFrame({"region": ["a"], "indicator": "x", "period": 2020, "value": [1.0]})
    cells(("told", narrative.growth(kejidata.growth_rates(NONE), lang="en")), ("two", None))
    assert "2020" in html(table(rows, "en"))

"""Finance by product: bars of actual and plan."""

import pandas as pd
import pytest
from figure_checks import said

from kejidata import KejidataError, load
from kejidata.figures import finance_products


def widths(figure):
    return [float(bar.get_width()) for bar in figure.axes[0].patches]


@pytest.mark.root_project
def test_the_report_s_products_show_what_it_states():
    figure = finance_products(load(), lang="zh")
    # What compares first: 如科贷, 科技担保, 苏科贷; then a plan and an actual that stand alone.
    assert widths(figure) == [7563, 12000, 3700, 4000, 2350, 2500, 20000, 12740]
    assert "如科贷发放金额增加最多（4437万元）" in figure.get_label()


@pytest.mark.root_project
def test_english_shows_millions():
    assert widths(finance_products(load(), lang="en"))[:2] == pytest.approx([75.63, 120.0])


@pytest.mark.root_project
def test_a_product_without_an_actual_says_so():
    assert "计划20000（无实际数）" in said(finance_products(load()))


def own(**columns):
    frame = pd.DataFrame(
        {
            "region": ["a", "a"],
            "indicator": "loan",
            "period": ["2020", "2021"],
            "measure": ["value", "target"],
            "value": [10.0, 9.0],
        }
    )
    return frame.assign(**columns)


def test_products_of_an_analyst_s_own():
    figure = finance_products(own(), products=["loan"])
    assert widths(figure) == [10.0, 9.0]
    assert figure.get_label().startswith("可比的1项产品中，0项计划高于实际")


def test_several_regions_have_to_be_chosen_from():
    frame = own(region=["a", "b"])
    with pytest.raises(KejidataError, match="one region"):
        finance_products(frame, products=["loan"])
    assert widths(finance_products(frame, products=["loan"], focus="b")) == [9.0]


def test_two_units_in_one_figure_are_refused():
    with pytest.raises(KejidataError, match="different units"):
        finance_products(own(unit=["万元", "亿元"]), products=["loan"])


def test_unknown_products_are_named():
    with pytest.raises(KejidataError, match="bond"):
        finance_products(own(), products=["bond"])


def test_the_newest_vintage_counts():
    frame = pd.concat([own(vintage=2022), own(value=[11.0, 12.0], vintage=2023)])
    assert widths(finance_products(frame, products=["loan"])) == [11.0, 12.0]


def test_a_plan_that_may_be_the_actual_is_left_open_by_the_published_figures():
    # 10 in steps of 1 may be 9.5 to 10.5, with 10.2 in between.
    frame = own(value=[10.0, 10.2], unit="万元", kind="amount", step=[1.0, 0.1])
    said_en = finance_products(frame, "en", products=["loan"]).get_label()
    assert "1 is left open by the published figures" in said_en
    assert "1项凭公布数不能断定" in finance_products(frame, products=["loan"]).get_label()

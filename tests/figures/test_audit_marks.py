"""Stated against computed: marks, intervals, verdicts."""

import numpy as np
import pandas as pd
from figure_checks import said

from kejidata import check_totals
from kejidata.figures import audit_marks
from kejidata.figures.layout import style


def audit(**columns):
    frame = pd.DataFrame(
        {
            "region": "000000",
            "indicator": "rd_expenditure",
            "period": ["2018", "2019", "2020"],
            "measure": "growth_rate",
            "stated": [11.8, 12.5, 10.2],
            "step": 0.1,
            "unit": "%",
            "low": [11.76, np.nan, 13.05],
            "high": [11.84, np.nan, 13.15],
            "verdict": ["confirmed", "not_checkable", "contradicted"],
            "reason": ["", "no_base", ""],
            "needs": ["", "000000/rd_expenditure/2018", ""],
        }
    )
    return frame.assign(**columns)


def test_contradicted_first_then_confirmed_then_what_cannot_be_checked():
    told = [text.get_text() for text in audit_marks(audit()).axes[0].texts]
    order = [text for text in told if text.startswith("R&D")]
    assert ["2020" in order[0], "2018" in order[1], "2019" in order[2]] == [True] * 3


def test_the_figures_at_the_right_are_explained_only_where_some_stand_there():
    assert "右列为所述｜核算" in audit_marks(audit()).get_label()
    shared = audit().assign(verdict="confirmed", low=11.0, high=12.0)
    assert "右列" not in audit_marks(shared).get_label()
    assert "right: stated" not in audit_marks(shared, "en").get_label()


def test_the_name_of_an_indicator_behind_a_region_is_no_sentence_of_its_own():
    frame = audit(indicator="hnte_certified", region=["320681", "320682", "320682"])
    told = [text.get_text() for text in audit_marks(frame, "en").axes[0].texts]
    assert any(text.startswith("Rugao, high-tech enterprises") for text in told)


def dots(figure):
    """Return where each dot stands, in rounding steps from what is stated, and its colour."""
    lines = figure.axes[0].lines
    marked = [line for line in lines if line.get_marker() == "o"]
    return [(round(float(dot.get_xdata()[0]), 2), dot.get_color()) for dot in marked]


def test_all_rows_share_one_scale_in_rounding_steps():
    # 10.2 stated, 13.05 to 13.15 computed: 29 steps of 0.1; 11.8 and 11.76 to 11.84: none.
    figure = audit_marks(audit())
    assert dots(figure) == [(29.0, style.ORANGE), (0.0, style.BLUE)]
    assert [(bar.get_x(), bar.get_width()) for bar in figure.axes[0].patches] == [(-0.5, 1.0)] * 2


def test_what_is_confirmed_of_one_indicator_shares_a_row():
    frame = audit(low=[11.76, 12.4, 10.1], high=[11.84, 12.5, 10.2], verdict="confirmed")
    figure = audit_marks(frame)
    assert [round(at, 1) for at, _ in dots(figure)] == [0.0, -0.5, -0.5]
    told = said(figure)
    assert "R&D经费（增长率，2018—2020年）" in told
    assert "3条相符" in told
    assert "不符" not in figure.get_label()


def test_the_title_tells_each_of_a_few_regions():
    frame = audit(region=["000000", "320682", "320682"])
    assert (
        audit_marks(frame)
        .get_label()
        .startswith("3条表述：如皋1条不符，1条无法核对；全国1条相符。")
    )


def test_what_rounding_leaves_open_is_counted_in_the_title_too():
    frame = audit(verdict=["confirmed", "not_checkable", "open"])
    assert audit_marks(frame).get_label().startswith("3条表述中，1条相符，1条公布数不能断定，1条")


def test_the_title_counts_verdicts():
    assert audit_marks(audit()).get_label().startswith("3条表述中，1条相符，1条不符，1条无法核对")
    said_en = audit_marks(audit(), lang="en").get_label()
    assert said_en.startswith("Of 3 statements, 1 confirmed, 1 contradicted and 1 not checkable")


def test_what_is_missing_is_named():
    told = said(audit_marks(audit()))
    assert "缺全国2018年" in told
    assert "10.2%｜13.05—13.15%" in told


def test_a_total_says_how_many_of_its_parts_have_no_figure():
    obs = pd.DataFrame(
        {"region": ["all", "a"], "indicator": "x", "period": 2020, "value": [9.0, 4.0]}
    )
    totals = check_totals(obs, {"all": ["a", "b"]})
    assert "2个部分中1个无数据" in said(audit_marks(totals))
    assert "1 of 2 parts without a figure" in said(audit_marks(totals, "en"))


def test_a_rank_is_a_place():
    frame = audit(
        measure="rank", stated=2.0, unit="位", low=[2.0, np.nan, 3.0], high=[2.0, np.nan, 4.0]
    )
    told = said(audit_marks(frame))
    assert "第2位｜第3至第4位" in told


def test_rows_that_do_not_fit_are_counted_by_verdict():
    figure = audit_marks(pd.concat([audit()] * 9), top=5)
    assert "未列出：4条不符，9条相符，9条无法核对" in said(figure)


def totals(indicator, total, *members, unit, step):
    """Return whether parts that are named add up to a total, all in one rounding step."""
    frame = {"region": ["all", "a", "b"], "indicator": indicator, "period": "2020"}
    obs = pd.DataFrame({**frame, "value": [total, *members], "unit": unit, "step": step})
    return check_totals(obs, {"all": ["a", "b"]})


def bands(figure):
    return [(bar.get_x(), bar.get_width()) for bar in figure.axes[0].patches]


def test_steps_are_those_of_the_publisher_however_few_digits_are_shown():
    # 12.5000 less 6.0000 and 6.4995 is 0.0005: five steps of 0.0001, told in two decimals.
    found = totals("tech_contract_value_output", 12.5, 6.0, 6.4995, unit="亿元", step=0.0001)
    figure = audit_marks(found)
    assert dots(figure) == [(-5.0, style.ORANGE)]
    assert bands(figure) == [(-0.5, 1.0)]
    assert figure.axes[0].get_xlabel() == "各部分之和减总计（总计的舍入步长）"


def test_a_whole_number_that_was_rounded_has_a_band_and_a_count_of_whole_things_has_none():
    rounded = audit_marks(totals("rd_personnel_fte", 10, 5, 6, unit="人年", step=1.0))
    assert (dots(rounded), bands(rounded)) == ([(1.0, style.BLUE)], [(-0.5, 1.0)])
    counted = audit_marks(totals("patents_granted", 10, 5, 6, unit="件", step=1.0), "en")
    assert (dots(counted), bands(counted)) == ([(1.0, style.ORANGE)], [(-0.0, 0.0)])
    assert counted.axes[0].get_xlabel().endswith("in rounding steps (last digits if exact)")


def test_each_statement_of_a_row_is_drawn_in_its_own_steps():
    frame = audit(stated=10.0, low=10.2, high=10.2, step=[0.1, 0.01, 0.001], verdict="confirmed")
    assert [at for at, _ in dots(audit_marks(frame))] == [2.0, 20.0, 200.0]


def test_what_lies_farthest_stands_within_the_axis_and_a_long_scale_is_told_in_powers():
    axes = audit_marks(audit(low=13.0, high=13.0, step=1e-10), "en").axes[0]
    # 13.0 less 10.2 are 2.8 * 10^10 steps.
    assert axes.get_xlim()[1] > 4e10
    assert [label.get_text() for label in axes.get_xticklabels()] == ["−10¹⁰", "0", "10¹⁰"]

"""Targets against the last actual: places, order, colours, reasons."""

import numpy as np
import pandas as pd
import pytest
from figure_checks import said, sentence

from kejidata import KejidataError
from kejidata.figures import target_dumbbell
from kejidata.figures.layout import style


def outlook():
    """Four targets: one above, one below, one equal, one that only looks comparable."""
    return pd.DataFrame(
        {
            "region": "320682",
            "indicator": [
                "hnte_applied",
                "rukedai_lent",
                "rd_intensity",
                "iur_projects_over_50k_started",
            ],
            "period": "2021",
            "target": [200.0, 12000.0, 2.7, 30.0],
            "bound": ["exact", "exact", "exact", "at_least"],
            "unit": ["家", "万元", "%", "项"],
            "last_value": [221.0, 7563.0, 2.7, np.nan],
            "last_period": ["2020", "2020", "2019", ""],
            "age": [1, 1, 2, np.nan],
            "change": [-21.0, 4437.0, 0.0, np.nan],
            "change_rate": [-9.5, 58.7, np.nan, np.nan],
            "reason": ["", "", "", "definition_differs"],
            "related": ["", "", "", "iur_projects_signed"],
            "related_value": [np.nan, np.nan, np.nan, 177.0],
        }
    )


def dots(figure):
    """Return place and colour of the target's dot of each row, top first."""
    lines = [line for line in figure.axes[0].lines if line.get_marker() == "o"]
    targets = lines[1::2]
    return [(round(float(line.get_xdata()[0]), 1), line.get_color()) for line in targets]


def test_targets_stand_by_their_distance_from_the_last_actual_set_to_100():
    assert dots(target_dumbbell(outlook())) == [
        (158.7, style.BLUE),
        (100.0, style.INK),
        (90.5, style.ORANGE),
    ]


def test_the_order_of_the_rows_given_does_not_matter():
    assert dots(target_dumbbell(outlook().iloc[::-1])) == dots(target_dumbbell(outlook()))


def test_the_title_counts():
    title = target_dumbbell(outlook()).get_label()
    assert title.startswith(
        "2021年的4项目标中，1项高于上次实绩，1项低于上次实绩，1项与上次实绩持平，1项无法比较。"
    )


def test_an_actual_of_long_ago_is_counted_by_itself():
    frame = outlook().assign(age=[1, 3, 2, np.nan])
    title = target_dumbbell(frame, lang="en").get_label()
    assert "exceed" not in title
    assert "1 has a last actual older than two years" in title


def test_the_english_title_counts():
    title = target_dumbbell(outlook(), lang="en").get_label()
    assert title.startswith(
        "Of 4 targets for 2021, 1 exceeds the last actual, 1 falls below the last actual, "
        "1 equals the last actual and 1 cannot be compared."
    )


def test_a_target_that_cannot_be_compared_says_why_and_with_what_it_is_confused():
    told = said(target_dumbbell(outlook()))
    assert "统计口径不同（签订产学研合作项目数 177项）" in told
    assert "≥30项" in told


def test_readings_say_both_values_and_the_difference_in_percent_or_points():
    told = said(target_dumbbell(outlook()))
    # One unit for a pair: 1.2亿元 (CNY 120 million) is 12000万元.
    assert "7563万元 → 12000万元（+58.7%）" in told
    assert "221家 → 200家（−9.5%）" in told
    assert "2.7%（2019年） → 2.7%（0个百分点）" in told


def test_english_counts_in_millions():
    assert "CNY 75.63 million → CNY 120 million (+58.7%)" in said(
        target_dumbbell(outlook(), lang="en")
    )


def test_a_pair_that_is_far_apart_is_told_in_the_unit_of_the_larger():
    """750万元 beside 12亿元 would make that 120000万元: both are told in 亿元."""
    frame = outlook().iloc[[1]].assign(last_value=750.0, target=120000.0, change=119250.0)
    told = said(target_dumbbell(frame.assign(change_rate=15900.0)))
    assert any("0.075亿元 → 12亿元" in one for one in told)


def test_the_frame_given_is_not_changed():
    frame = outlook()
    target_dumbbell(frame)
    pd.testing.assert_frame_equal(frame, outlook())


@pytest.mark.parametrize("column", ["target", "last_value", "reason"])
def test_a_missing_column_is_named(column):
    with pytest.raises(KejidataError, match=f"no column {column}"):
        target_dumbbell(outlook().drop(columns=column))


def test_no_rows_are_told_in_a_sentence():
    assert sentence(target_dumbbell(outlook().head(0))) == "没有可画的数据。"


def test_text_where_a_number_belongs_is_refused():
    frame = outlook()
    frame["target"] = ["200", "12000", "2.7", "three"]
    with pytest.raises(KejidataError, match="column target"):
        target_dumbbell(frame)

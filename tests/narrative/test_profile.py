"""The paragraph on one place, worked by hand."""

import pandas as pd

from kejidata import narrative
from kejidata.measures.profile import profile

PLACES = list("甲乙丙丁戊己")


def told(values: dict[str, list[float | None]], lang: str, **more: object) -> str:
    frame = pd.DataFrame(
        [
            (p, name, 2020, v)
            for name, own in values.items()
            for p, v in zip(PLACES, own, strict=True)
        ],
        columns=["region", "indicator", "period", "value"],
    ).assign(**more)
    return str(narrative.profile(profile(frame, "甲"), lang=lang))


FIRST, LAST, MIDDLE = [6, 5, 4, 3, 2, 1], [1, 2, 3, 4, 5, 6], [4, 6, 5, 3, 2, 1]


def test_what_is_sure_is_told_with_its_rank() -> None:
    values = {"x": FIRST, "y": LAST, "z": MIDDLE}
    assert told(values, "zh") == (
        "2020年，甲在同级地区中稳居前三分之一的有x（第1位）。稳居后三分之一的有y（第6位）。1项居中。"
    )
    assert told(values, "en") == (
        "In 2020, 甲 was surely in the top third of its peers in x (1st). "
        "It was surely in the bottom third in y (6th). "
        "In 1 indicator it lies between the top and the bottom third."
    )


def test_only_a_weakness_opens_the_paragraph() -> None:
    assert told({"y": LAST, "z": MIDDLE}, "en") == (
        "In 2020, 甲 was surely in the bottom third of its peers in y (6th). "
        "In 1 indicator it lies between the top and the bottom third."
    )


def test_a_member_without_a_figure_leaves_open_what_it_may_change() -> None:
    values = {"x": [5, 6, 4, 3, 2, None], "y": [1, 2, 3, 4, 5, None]}
    # x: 2nd, or 3rd where the sixth stands before it; y: 5th or 6th, both in the bottom third.
    assert told(values, "zh") == (
        "2020年，甲在同级地区中稳居后三分之一的有y（第5至第6位）。"
        "因舍入、只公布了范围或缺数据不能断定的有x（第2至第3位）。"
    )


def test_many_are_counted() -> None:
    text = told({f"x{n}": FIRST for n in range(10)}, "zh")
    assert "x7（第1位）等10项。" in text


def test_without_peers_it_says_so() -> None:
    assert told({"x": [5, None, None, None, None, None]}, "zh") == (
        "甲没有一项指标连同本地区有三个以上同级地区排得出位次。"
    )

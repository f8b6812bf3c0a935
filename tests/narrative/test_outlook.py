"""The paragraph on a plan: below, above and level with what was reached; the incomparable."""

from __future__ import annotations

import pandas as pd
import pytest

from kejidata import narrative
from kejidata.measures.outlook import target_outlook
from kejidata.model.stored import load


def told(frame: pd.DataFrame, lang: str = "zh") -> str:
    return str(
        narrative.outlook(target_outlook(frame), observations=frame, lang=lang)  # type: ignore[arg-type]
    )


def plan(values: dict[str, tuple[float | None, float]]) -> pd.DataFrame:
    """Return actuals of 2020 and targets of 2021 by indicator."""
    rows = [
        {"region": "甲县", "indicator": name, "period": when, "measure": measure, "value": number}
        for name, pair in values.items()
        for when, measure, number in zip((2020, 2021), ("value", "target"), pair, strict=True)
        if number is not None
    ]
    return pd.DataFrame(rows)


def test_each_side_is_counted_and_ordered_by_distance() -> None:
    frame = plan({"a": (100, 90), "b": (100, 50), "c": (100, 130), "d": (100, 100)})
    text = told(frame)
    assert text.startswith(
        "2021年，甲县计划的4项目标都有往年实绩可比：2项低于已达到的水平、1项高于已达到的水平、"
        "1项与已达到的水平持平。"
    )
    assert text.endswith(
        "低于的有b（目标50，2020年实绩100，低50%）等；高于的是c（目标130，2020年实绩100，高30%）；"
        "持平的是d（100，与2020年相同）。"
    )
    english = told(frame, "en")
    assert "all 4 can be set against an earlier actual: 2 lie below the level" in english
    assert "2 lie below the level already reached, 1 lies above it and 1 repeats it." in english
    assert "Below it, for example, b (50 against 100 in 2020, 50% lower); above it: c" in english


def test_a_target_without_actual_is_told() -> None:
    text = told(plan({"a": (None, 90), "b": (100, 50)}))
    assert text.endswith("未作比较：1项没有更早的实绩。")
    assert "1项目标没有往年实绩可比" in told(plan({"a": (None, 90)}))


def test_an_actual_of_the_targets_own_year_is_not_denied() -> None:
    """The plan of 2021 has an actual of 2021: what it lacks is an earlier one."""
    frame = plan({"a": (None, 90), "b": (100, 50)})
    own = frame.tail(0)
    own.loc[0] = frame[frame["measure"] == "target"].iloc[0].to_dict() | {"measure": "value"}
    assert told(pd.concat([frame, own])).endswith("未作比较：1项没有更早的实绩。")
    assert told(pd.concat([frame, own]), "en").endswith("Not compared: 1 (no earlier actual).")


@pytest.mark.root_project
def test_the_plan_of_rugao_lies_below_what_was_reached_in_four_points() -> None:
    obs = load()
    text = told(obs[obs["source"] == "rugao_2020"])
    assert text == (
        "2021年，如皋市计划的16项目标中，7项有往年实绩可比：4项低于已达到的水平、3项高于已达到的水平。"
        "低于的有征集技术需求数（目标150项，2020年实绩249项，低39.8%）等；"
        "高于的有如科贷发放金额（目标12000万元，2020年实绩7563万元，高58.7%）等。"
        "未作比较：5项没有更早的实绩、4项统计口径不同。"
    )
    assert "未作比较：1项最近的实绩已过两年以上（高新技术产业产值占规上工业产值比重，目标41%，" in (
        told(obs[obs["region"] == "320682"])
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_plan_of_any_length_is_three_sentences(lang: str) -> None:
    many = plan({f"i{n}": (None if n % 4 == 3 else 100, 60 + 20 * (n % 4)) for n in range(40)})
    text = told(many, lang)
    assert text.count("。" if lang == "zh" else ". ") + (lang == "en") == 3
    assert len(text) < 160 or len(text.split()) <= 90


def test_a_part_of_a_plan_is_said_to_be_one() -> None:
    frame = plan({"a": (100, 90), "b": (100, 50)})
    outlook = target_outlook(frame)
    some = outlook[outlook["indicator"] == "a"]
    assert str(narrative.outlook(some, observations=frame)).startswith(
        "2021年，甲县所列的1项目标低于"
    )
    english = str(narrative.outlook(some, observations=frame, lang="en"))
    assert english.startswith("The one target shown for 甲县 in 2021 lies below")
    assert str(narrative.outlook(outlook, observations=frame)).startswith("2021年，甲县计划的2项")


@pytest.mark.parametrize(
    ("targets", "chinese", "english"),
    [
        (
            [90],
            "1项目标低于已达到的水平：own_0（",
            "1 lies below the level already reached: own_0 (",
        ),
        (
            [90, 50],
            "2项目标都低于已达到的水平：own_1（",
            "both lie below the level already reached:",
        ),
        (
            [120, 130],
            "2项目标都高于已达到的水平：own_1（",
            "both lie above the level already reached:",
        ),
        (
            [100, 100],
            "都与已达到的水平持平：own_0（",
            "both repeat the level already reached: own_0 (",
        ),
        (
            [90, None],
            "2项目标中，1项有往年实绩可比，低于",
            "1 can be set against an earlier actual, and",
        ),
    ],
)
def test_targets_on_one_side_are_counted_once(
    targets: list[float | None], chinese: str, english: str
) -> None:
    pairs = [(100, target) if target else (None, 100) for target in targets]
    frame = plan({f"own_{at}": pair for at, pair in enumerate(pairs)})
    assert chinese in told(frame)
    assert english in told(frame, "en")


@pytest.mark.parametrize(
    ("count", "chinese", "english"),
    [
        (3, "低20%）。", "20% lower)."),
        (5, "低15%）等。", "below the level already reached, for example own"),
    ],
)
def test_targets_of_one_side_are_named_in_one_sentence(
    count: int, chinese: str, english: str
) -> None:
    frame = plan({f"own_{at}": (100, 70 + 5 * at) for at in range(count)})
    text = told(frame)
    assert text.count("。") == 1
    assert text.index("own_0（目标70，2020年实绩100，低30%）、own_1") > 0
    assert text.endswith(chinese)
    assert english in told(frame, "en")

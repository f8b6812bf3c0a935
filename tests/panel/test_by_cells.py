"""What is known of a frame is given again for the same cells, and for no others."""

import pandas as pd
import pytest

from kejidata.errors import KejidataError
from kejidata.panel import by_cells as module
from kejidata.panel.by_cells import by_cells
from kejidata.panel.measured import measured
from kejidata.wording.origins import index


def keyed(**more: object) -> pd.DataFrame:
    row = {"region": "320600", "indicator": "x", "period": "2020", "measure": "value"}
    return pd.DataFrame([row | {"value": 1.0, "unit": "件"} | more])


def number_of(observations: pd.DataFrame) -> float:
    [[origin]] = index(observations, keyed()).values()
    return origin.value


def test_a_number_that_was_written_into_a_frame_is_read() -> None:
    frame = keyed()
    assert (number_of(frame), measured(frame)["value"].item()) == (1.0, 1.0)
    frame.loc[0, "value"] = 2.0
    assert (number_of(frame), measured(frame)["value"].item()) == (2.0, 2.0)
    # Neither does what was written reach what is known of the first cells.
    assert (number_of(keyed()), measured(keyed())["value"].item()) == (1.0, 1.0)


def test_a_number_behind_the_back_of_pandas_is_read() -> None:
    rows = keyed().drop(columns="value")
    numbers = pd.Series([1.0]).to_numpy(copy=True)
    frame = rows.assign(value=pd.Series(numbers, copy=False))
    assert number_of(frame) == measured(frame)["value"].item() == numbers[0]
    numbers[0] = 3.0
    assert number_of(frame) == measured(frame)["value"].item() == frame["value"].item()
    assert (number_of(keyed()), measured(keyed())["value"].item()) == (1.0, 1.0)


def test_what_is_written_into_an_answer_stays_there() -> None:
    answer = measured(keyed())
    answer.loc[0, "value"] = 2.0
    assert measured(keyed())["value"].item() == 1.0


def test_cells_that_python_calls_equal_are_told_apart() -> None:
    seen = by_cells(lambda frame: type(frame["value"].iloc[0]))
    for cell in (1, True, 1.0, "1", None):
        assert seen(pd.DataFrame({"value": pd.Series([cell], dtype=object)})) is type(cell)


def test_a_refusal_is_one_again() -> None:
    for _ in range(2):
        with pytest.raises(KejidataError, match="not a number"):
            measured(keyed(value="many"))


def test_what_cannot_be_copied_and_what_is_large_is_worked_out_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []
    size = by_cells(lambda frame: asked.append(0) or len(frame))
    local = pd.DataFrame({"value": [lambda: 1]})
    assert (size(local), size(local), len(asked)) == (1, 1, 2)
    monkeypatch.setattr(module, "LARGEST", 1)
    large = pd.DataFrame({"value": [1, 2]})
    assert (size(large), size(large), len(asked)) == (2, 2, 4)

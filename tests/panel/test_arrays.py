"""On how many threads long frames are worked on."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from kejidata.errors import KejidataError
from kejidata.panel.arrays import BLOCK, in_threads, threads

SIZE = 3 * BLOCK


def doubled(part: int) -> int:
    return 2 * part


def test_threads_are_those_asked_for_else_the_processors_of_the_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("KEJIDATA_THREADS", raising=False)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {1, 5, 7}, raising=False)
    assert threads() == 3
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert threads() == 1
    monkeypatch.setenv("KEJIDATA_THREADS", "6")
    assert threads() == 6


@pytest.mark.parametrize("asked", ["0", "-1", "two", "1.5", "²"])
def test_a_number_of_threads_that_is_none_is_refused(
    asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEJIDATA_THREADS", asked)
    with pytest.raises(KejidataError, match=f"KEJIDATA_THREADS={asked}"):
        threads()


def test_one_thread_asked_for_starts_no_pool(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEJIDATA_THREADS", "1")
    monkeypatch.setattr(ThreadPoolExecutor, "submit", None)
    assert in_threads(doubled, [1, 2, 3], SIZE) == [2, 4, 6]


@pytest.mark.parametrize("started", [0, 1])
def test_where_no_more_threads_can_start_the_result_is_the_same(
    started: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit = ThreadPoolExecutor.submit
    begun = []

    def limited(pool, *work):  # type: ignore[no-untyped-def]
        if len(begun) == started:
            raise RuntimeError("can't start new thread")
        begun.append(work)
        return submit(pool, *work)

    monkeypatch.setenv("KEJIDATA_THREADS", "3")
    monkeypatch.setattr(ThreadPoolExecutor, "submit", limited)
    assert in_threads(doubled, [1, 2, 3], SIZE) == [2, 4, 6]
    assert len(begun) == started


def test_an_error_of_the_work_is_not_taken_for_a_missing_thread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KEJIDATA_THREADS", "2")

    def fails(part: int) -> None:
        raise RuntimeError(f"part {part}")

    with pytest.raises(RuntimeError, match="part 1"):
        in_threads(fails, [1, 2], SIZE)

"""Periods in words."""

from __future__ import annotations

import pytest

from kejidata.wording.dates import period


@pytest.mark.parametrize(
    ("iso", "zh", "en", "label"),
    [
        ("2020", "2020年", "2020", "2020"),
        ("2020-06", "2020年6月", "June 2020", "Jun 2020"),
        ("2020-01/2020-11", "2020年1—11月", "January–November 2020", "Jan–Nov 2020"),
        (
            "2019-07/2020-06",
            "2019年7月—2020年6月",
            "July 2019–June 2020",
            "Jul 2019–Jun 2020",
        ),
        ("2016/2020", "2016—2020年", "2016–2020", "2016–2020"),
        ("later", "later", "later", "later"),
    ],
)
def test_periods(iso: str, zh: str, en: str, label: str) -> None:
    assert period(iso, "zh") == zh
    assert period(iso, "en") == en
    assert period(iso, "en", short=True) == label

"""The overview of a field: what stands out first, ratios with their parts, then the largest."""

from __future__ import annotations

import pandas as pd
import pytest

from kejidata import narrative
from kejidata.errors import KejidataError
from kejidata.model.observations import load

pytestmark = pytest.mark.root_project


@pytest.fixture(scope="module")
def report() -> pd.DataFrame:
    obs = load()
    return obs[obs["source"] == "rugao_2020"]


def test_the_completed_target_leads_the_key_indicators(report: pd.DataFrame) -> None:
    text = str(narrative.field(report, "key_indicators"))
    assert text.startswith(
        "2020年，如皋市重点科技指标方面，技术合同成交额26.82亿元，完成年度目标的121.9%。"
    )
    assert "科学研究和技术服务业规上企业营业收入21.53亿元，增长35.08%，列南通第2位" in text
    assert "48.4%（认定数107家，申报数221家）" in text


def test_a_first_place_leads_the_projects(report: pd.DataFrame) -> None:
    assert "3项，列南通第1位。" in str(narrative.field(report, "projects"))
    assert "1st in Nantong" in str(narrative.field(report, "projects", lang="en"))


def test_a_ratio_is_told_with_its_two_figures(report: pd.DataFrame) -> None:
    text = str(narrative.field(report, "finance"))
    assert "82.1%（投放金额1.274亿元，获批金额1.552亿元）" in text
    english = str(narrative.field(report, "finance", lang="en"))
    assert "82.1% (CNY 127.4 million of CNY 155.2 million)" in english


def test_small_change_is_left_out(report: pd.DataFrame) -> None:
    text = str(narrative.field(report, "cooperation"))
    assert "7422万元" in text
    assert "110万元" not in text


def test_a_field_without_figures_and_an_unknown_one(report: pd.DataFrame) -> None:
    assert str(narrative.field(report, "patents")) == "没有可供叙述的数据。"
    with pytest.raises(KejidataError, match="no theme 'sports'"):
        narrative.field(report, "sports")

"""Goals and results told apart by the head of their column."""

import pytest

from kejidata.reports import draft_of

ROWS = "序号|工作任务|完成情况\n1|高企总量160家|全年申报61家\n2|技术合同交易额40亿元|登记11.06亿元"


@pytest.mark.parametrize("text", [ROWS, ROWS.replace("\n", "|").replace("|", "\n|\n")])
def test_columns_tell_goals_from_results(text):
    draft = draft_of(text)
    assert draft["value"].tolist() == [160, 61, 40, 11.06]
    assert draft["measure"].tolist() == ["target", "value", "target", "value"]


def test_a_table_without_such_columns_tells_neither():
    draft = draft_of("名称|数量\n高企|20家\n专利|30件")
    assert draft["measure"].tolist() == ["value", "value"]

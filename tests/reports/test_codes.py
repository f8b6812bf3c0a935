"""Names of reports against the registry's."""

import pytest

from kejidata.reports.naming.codes import indicator_code, indicator_key, region_code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("技术合同成交额", "tech_contract_value"),
        ("认定高新技术企业", "hnte_certified"),
        ("申报高企数量", "hnte_applied"),
        ("R&D占GDP的比重", "rd_intensity"),
        ("势加透博", ""),
        ("", ""),
    ],
)
def test_a_name_finds_its_code_or_none(name, code):
    assert indicator_code(name) == code


def test_loose_writing_is_one_key():
    assert indicator_key("“苏科贷”发放金额") == indicator_key("苏科贷发放")


def test_a_region_without_a_code_keeps_its_name():
    assert (region_code("如皋市"), region_code("东海郡")) == ("320682", "东海郡")

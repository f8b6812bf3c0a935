"""The set of figures of a project: which period a picture compares, and whom it sets apart."""

import pandas as pd

from kejidata.figures.gallery import _spending
from kejidata.figures.layout.picture import alt_text
from kejidata.measures.peer_groups import PeerGroup


def test_a_later_period_of_one_county_alone_compares_nothing() -> None:
    """Two counties have both figures in 2023, one of them alone in the year after."""
    spending = pd.DataFrame(
        {
            "region": ["430281", "430211", "430281"],
            "indicator": "rd_expenditure",
            "period": ["2023", "2023", "2024-01/2024-09"],
            "value": [20.1, 41.2, 16.0],
            "unit": "亿元",
        }
    )
    shares = spending.assign(indicator="rd_intensity", value=[2.5, 3.5, 2.6], unit="%")
    both = pd.concat([spending, shares]).assign(bound="exact", measure="value", step=0.1)
    group = PeerGroup("430200", "430281", ("430281", "430211"))
    said = alt_text(_spending(both, group)("zh", "slide"))
    assert "2023年" in said
    assert "2024" not in said

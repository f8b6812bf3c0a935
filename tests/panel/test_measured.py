"""Results that went through a file or other types of column are told as they were."""

import io

import pandas as pd
import pytest

import kejidata
from kejidata import narrative

PLAN = pd.DataFrame(
    {
        "region": "320682",
        "indicator": ["own_a"] * 3 + ["own_b"],
        "period": [2020, 2023, 2025, 2025],
        "measure": ["value", "value", "target", "target"],
        "value": [100.0, 110.0, 200.0, 50.0],
        "unit": "亿元",
        "source": "report",
    }
)


def through_a_file(result: pd.DataFrame) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(result.to_csv(index=False)))


@pytest.mark.parametrize("change", [through_a_file, pd.DataFrame.convert_dtypes])
def test_a_result_is_told_the_same_whatever_types_its_columns_have(change):
    # Of own_b nothing but a target is there: numbers and words of its row are empty.
    for measure, paragraph in [
        ("growth_rates", narrative.growth),
        ("rankings", narrative.rankings),
        ("target_outlook", narrative.outlook),
        ("target_outcomes", narrative.outcomes),
        ("pace", narrative.pace),
    ]:
        frame = PLAN if measure != "rankings" else PLAN.head(2)
        given = [frame, 2020] if measure == "pace" else [frame]
        result = getattr(kejidata, measure)(*given)
        for rows in (result, result.tail(1)):
            expected, found = paragraph(rows, lang="en"), paragraph(change(rows), lang="en")
            assert str(found) == str(expected), measure
            assert found.facts["source"].tolist() == expected.facts["source"].tolist()
            tables = [str(kejidata.table(one, "en")) for one in (change(rows), rows)]
            assert tables[0] == tables[1], measure

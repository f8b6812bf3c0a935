import numpy as np
import pytest
from tidy import obs

from kejidata.errors import KejidataError
from kejidata.panel import intake, vintages


def rows(**columns):
    return intake.read(obs(**columns))


def test_first_and_newest_publication_of_each_cell():
    read = rows(period=[2019, 2020, 2019], vintage=[2022, 2021, 2020], value=[3.0, 2.0, 1.0])
    assert vintages.first(read).value.tolist() == [1, 2]
    assert vintages.newest(read).value.tolist() == [3, 2]


def test_one_vintage_needs_no_choice():
    read = rows(period=[2020, 2019], vintage=2021, value=[1, 2])
    assert vintages.first(read) is read
    assert vintages.newest(read) is read
    assert not vintages.several(rows(period=[2020, 2019], value=[1, 2]))


def test_an_empty_row_gives_way_to_a_value_and_one_alone_stays():
    read = rows(
        period=[2019, 2019, 2020, 2020],
        vintage=[2020, 2021, 2020, 2021],
        value=[np.nan, 1.0, np.nan, np.nan],
    )
    found = vintages.newest(read)
    assert found.value.tolist()[0] == 1
    assert np.isnan(found.value[1])
    assert len(found) == 2


def test_as_of_a_year_of_publication():
    read, cells = vintages.by_vintage(
        rows(period=[2019, 2019, 2020], vintage=[2020, 2022, 2021], value=[1.0, 2.0, 3.0])
    )
    found = vintages.as_of(
        read, cells, np.array([0, 0, 0, 0, 1]), np.array([2019, 2020, 2021, 2022, 2020])
    )
    assert found.tolist() == [-1, 0, 0, 1, -1]


def test_one_vintage_twice_is_refused_with_the_rows():
    with pytest.raises(KejidataError, match="row 0: .*\n.*row 2: "):
        vintages.newest(rows(period=2020, vintage=[2021, 2022, 2021], value=[1, 2, 3]))

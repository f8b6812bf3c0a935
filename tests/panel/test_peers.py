import numpy as np
import pandas as pd
import pytest
from tidy import obs

from kejidata.errors import KejidataError
from kejidata.panel import intake, peers
from kejidata.panel.axes import Axis


def test_a_region_is_known_by_code_name_short_name_and_alias():
    labels = ["320682", "如皋市", "如皋", "Rugao", "RUGAO", "如 皋 市", "Atlantis"]
    for label in labels[:-1]:
        assert peers.codes(Axis([label])) == ["320682"]
    assert peers.codes(Axis(["Atlantis"])) == [""]


def test_groups_are_parents_and_the_unknown():
    group = peers.groups(["320682", "320681", "320600", "", ""])
    assert group[0] == group[1]
    assert group[3] == group[4]
    assert len(set(group.tolist())) == 3


def test_members_of_a_region():
    assert len(peers.members_of("000000")) == 31
    assert len(peers.members_of("320000")) == 13
    for wrong in ("", "320682", "Jiangsu", None):
        with pytest.raises(KejidataError, match="320000"):
            peers.members_of(wrong)


def test_complete_adds_each_absent_member_once():
    frame = obs(region=["320100", "000000"], period=2020, value=[1.0, 2.0], step=0.1)
    rows, codes = peers.complete(intake.read(frame.assign(unit="亿元", bound="about")))
    assert codes == rows.regions.labels
    assert len(rows) == 14
    assert np.isnan(rows.value).sum() == 12
    assert rows.unit.tolist().count(-1) == 12
    assert rows.inexact.sum() == 2
    assert rows.step.sum() == pytest.approx(0.2)
    assert peers.complete(rows)[0] is rows


def test_unknown_regions_gain_no_rows():
    rows = intake.read(obs(region=["x", "y"], period=[2019, 2020], value=[1, 2]))
    assert peers.complete(rows) == (rows, ["", ""])


def test_categories_keep_their_order_and_are_longer():
    given = pd.CategoricalDtype(["320500", "320100"], ordered=True)
    rows = intake.read(
        obs(region=["320100", "320500"], period=2020, value=1).astype({"region": given})
    )
    grown = peers.complete(rows)[0].regions
    assert list(grown.labels)[:2] == ["320500", "320100"]
    assert len(grown) == 13
    assert grown.dtype.ordered

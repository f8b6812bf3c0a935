import numpy as np
import pandas as pd
import pytest
from tidy import obs

from kejidata.errors import KejidataError
from kejidata.model import region_lookup
from kejidata.panel import intake, peers


def test_groups_are_parents_and_the_unknown():
    labels = ["320682", "海安", "320600", "own", "other"]
    group = peers.groups(intake.read(obs(region=labels, period=2020, value=1)).regions)
    by_label = dict(zip(sorted(labels), group.tolist(), strict=True))
    assert by_label["320682"] == by_label["海安"]
    assert by_label["own"] == by_label["other"]
    assert len(set(by_label.values())) == 3


def test_members_of_a_region():
    assert len(region_lookup.members_of("000000")) == 31
    assert len(region_lookup.members_of("320000")) == 13
    for label in ("Jiangsu", "江苏", "江蘇省", "320000", 320000, 320000.0, "320000000000"):
        assert peers.parent_given(label) == "320000"
    for wrong in ("", "320682", "Atlantis", None):
        with pytest.raises(KejidataError, match="[13][12]0000"):
            peers.parent_given(wrong)


def test_complete_adds_each_absent_member_once():
    frame = obs(region=["320100", "000000"], period=2020, value=[1.0, 2.0], step=0.1)
    rows = peers.complete(intake.read(frame.assign(unit="亿元", bound="about")))
    assert len(rows) == 14
    assert np.isnan(rows.value).sum() == 12
    assert rows.unit.tolist().count(-1) == 12
    assert rows.inexact.sum() == 2
    assert rows.step.sum() == pytest.approx(0.2)
    assert peers.complete(rows) is rows


def test_unknown_regions_gain_no_rows():
    rows = intake.read(obs(region=["x", "y"], period=[2019, 2020], value=[1, 2]))
    assert peers.complete(rows) is rows


def test_categories_keep_their_order_and_are_longer():
    given = pd.CategoricalDtype(["320500", "320100"], ordered=True)
    rows = intake.read(
        obs(region=["320100", "320500"], period=2020, value=1).astype({"region": given})
    )
    grown = peers.complete(rows).regions
    assert list(grown.labels)[:2] == ["320500", "320100"]
    assert len(grown) == 13
    assert grown.dtype.ordered

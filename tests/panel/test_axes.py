import pandas as pd
import pytest

from kejidata.errors import KejidataError
from kejidata.panel import axes


def test_text_labels_are_sorted_and_whole_numbers_become_text():
    codes, axis = axes.key_axis(pd.Series([320682, "110000", "320682"], dtype=object), "here")
    assert axis.labels == ["110000", "320682"]
    assert codes.tolist() == [1, 0, 1]
    assert axis.column(codes).tolist() == ["320682", "110000", "320682"]


def test_places_on_another_axis():
    one, other = ["a", "b"], ["b", "c", "a"]
    assert axes.Axis(one, one).place(axes.Axis(other, other)).tolist() == [1, -1, 0]


def test_a_region_is_one_by_code_name_short_name_and_alias():
    labels = ["320682", "如皋市", "如皋", "Rugao", "RUGAO", "如 皋 市", "Atlantis"]
    codes, axis, label = axes.region_axis(pd.Series(labels), "here")
    assert len(set(codes[:-1].tolist())) == 1
    assert codes[-1] != codes[0]
    assert [axis.labels[code] for code in label] == labels
    assert axis.names[codes[0]] == "320682"
    assert axes.region_axis(pd.Series(["如皋", "Atlantis"]), "here")[2] is None


def test_categories_keep_their_order_and_are_labels_like_any_other():
    given = pd.Series(pd.Categorical(["b", "a"], categories=["b", "a", "unused"]))
    codes, axis = axes.key_axis(given, "here")
    assert axis.labels == ["b", "a", "unused"]
    assert axis.column(codes).tolist() == ["b", "a"]
    assert axes.key_axis(given.cat.rename_categories([3, 1, 2]), "here")[1].labels == [3, 1, 2]
    with pytest.raises(KejidataError, match="neither text nor a whole number(.|\n)*1.5"):
        axes.key_axis(given.cat.rename_categories([1.5, 1, 2]), "here")
    with pytest.raises(KejidataError, match="two categories are written alike(.|\n)*'1'"):
        axes.key_axis(given.cat.rename_categories([1, "1", 2]), "here")

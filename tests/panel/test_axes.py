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
    assert axes.Axis(["a", "b"]).place(axes.Axis(["b", "c", "a"])).tolist() == [1, -1, 0]


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

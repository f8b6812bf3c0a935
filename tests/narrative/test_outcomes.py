import pandas as pd
import pytest

from kejidata import narrative, target_outcomes


def told(*rows: tuple[str, str, str, float], lang: str = "zh") -> str:
    names = ["indicator", "period", "measure", "value"]
    obs = pd.DataFrame(rows, columns=names).assign(region="320682", step=0.1)
    return str(narrative.outcomes(target_outcomes(obs), observations=obs, lang=lang))


SHARE = ("rd_intensity", "2021", "target", 2.7)
SILENT = ("hnte_applied", "2021", "target", 200.0)


def test_a_missed_target_with_its_distance():
    text = told(SHARE, SILENT, ("rd_intensity", "2022", "value", 2.4))
    assert "如皋市计划的2项目标中，只有1项公布过此后的实绩" in text
    assert "未达到的是R&D经费投入强度（目标2.7%，2022年实绩2.4%，还差0.3个百分点）" in text
    assert "其余1项没有公布此后的实绩，完成与否无从判断" in text


def test_the_same_in_english():
    text = told(SHARE, SILENT, ("rd_intensity", "2022", "value", 2.4), lang="en")
    assert "only 1 has a later actual" in text
    assert "Missed: R&D intensity (target 2.7%, 2.4% in 2022, 0.3 percentage points short)" in text


def test_a_target_reached_is_not_short_of_anything():
    text = told(SHARE, ("rd_intensity", "2021", "value", 2.8))
    assert "已达到的是" in text
    assert "还差" not in text


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "没有一项公布过此后的实绩"), ("en", "none has a later actual")]
)
def test_nobody_knows(lang, words):
    assert words in told(SHARE, SILENT, lang=lang)


def test_no_targets():
    assert told(("rd_intensity", "2021", "value", 2.8)) == "没有可供叙述的数据。"


@pytest.mark.parametrize(
    ("lang", "lead", "silent"),
    [
        ("zh", "2项目标中，没有一项能与此后的实绩相比", "有1项没有公布此后的实绩"),
        ("en", "none can be held against a later actual", "For 1 no later actual was published"),
    ],
)
def test_an_actual_that_is_only_a_bound_was_published_all_the_same(lang, lead, silent):
    """2.6 % or more says nothing of 2.7 %, but it is an actual."""
    names = ["indicator", "period", "measure", "value"]
    rows = [SHARE, SILENT, ("rd_intensity", "2021", "value", 2.6)]
    obs = pd.DataFrame(rows, columns=names).assign(region="320682")
    obs["bound"] = ["exact", "exact", "at_least"]
    text = str(narrative.outcomes(target_outcomes(obs), observations=obs, lang=lang))
    assert lead in text
    assert silent in text
    # A target that is reached, 200 of 200, makes it one of three.
    more = pd.DataFrame([(*SILENT[:2], "value", 200.0)], columns=names).assign(region="320682")
    obs = pd.concat([obs, more.assign(bound="exact")])
    text = str(narrative.outcomes(target_outcomes(obs), observations=obs, lang=lang))
    assert {"zh": "只有1项能与", "en": "only 1 can be held against"}[lang] in text

"""The words for codes and columns in both languages, said once for tables, text and pictures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Lang = Literal["zh", "en"]
Words = Mapping[str, tuple[str, str]]

REASONS: Words = {
    "no_value": ("本期数据缺失", "no figure for the period"),
    "no_base": ("缺少上期数据", "no figure for the base period"),
    "zero_base": ("基期为零", "the base is zero"),
    "negative_base": ("基期为负", "the base is negative"),
    "period_mismatch": ("两期时间跨度不同", "the periods differ in length"),
    "unit_mismatch": ("计量单位不一致", "the units differ"),
    "definition_break": ("统计口径有变", "the definition changed"),
    "not_exact": (
        "只公布了上限、下限或约数",
        "only a bound or an approximate figure was published",
    ),
    "no_target": ("没有目标值", "no target was set"),
    "zero_target": ("目标为零", "the target is zero"),
    "negative_target": ("目标为负", "the target is negative"),
    "zero_value": ("实际值为零", "the actual is zero"),
    "no_actual": ("没有可比的实绩", "no comparable actual"),
    "definition_differs": ("统计口径不同", "the definitions differ"),
}

DOUBTS: Words = {
    "no_name": ("没有找到指标名称", "no name found"),
    "shared_name": ("名称取自前文", "named by what stands before"),
    "long_name": ("名称过长", "the name is long"),
    "no_period": ("没有找到时期", "no period found"),
    "period_carried": ("时期取自前文", "dated by what stands before"),
    "unit_implied": ("单位省略", "the unit is left out"),
}
"""What a draft could not settle."""

MEASURES: Words = {
    "value": ("数值", "value"),
    "target": ("目标", "target"),
    "growth_rate": ("增长率", "growth rate"),
    "completion_ratio": ("完成率", "completion ratio"),
    "rank": ("位次", "rank"),
    "change": ("增减", "change"),
}

DRAFTED: Words = {**MEASURES, "threshold": ("门槛", "threshold")}
"""What a figure in a draft may be; a threshold is no observation."""

VERDICTS: Words = {
    "confirmed": ("相符", "confirmed"),
    "contradicted": ("不符", "contradicted"),
    "not_checkable": ("无法核对", "not checkable"),
    "reached": ("达到", "reached"),
    "missed": ("未达到", "missed"),
}

STATUSES: Words = {
    "estimate": ("估计数", "estimate"),
    "provisional": ("初步数", "provisional"),
    "revised": ("修订数", "revised"),
    "secondary": ("转引数", "quoted at second hand"),
}

SIGNS = {"at_least": "≥", "at_most": "≤", "about": "≈"}
BOUNDS: Words = {
    "exact": ("", ""),
    "at_least": ("以上", "at least"),
    "at_most": ("以下", "at most"),
    "about": ("约", "about"),
}

COLUMNS: Words = {
    "region": ("地区", "Region"),
    "indicator": ("指标", "Indicator"),
    "period": ("时期", "Period"),
    "measure": ("类别", "Measure"),
    "value": ("数值", "Value"),
    "unit": ("单位", "Unit"),
    "step": ("舍入单位", "Rounding step"),
    "bound": ("限定", "Bound"),
    "among": ("排名范围", "Ranked within"),
    "status": ("数据状态", "Status"),
    "vintage": ("发布年份", "Vintage"),
    "source": ("来源", "Source"),
    "quote": ("原文", "Quote"),
    "base_period": ("基期", "Base period"),
    "base_value": ("基期值", "Base value"),
    "growth": ("增长", "Growth"),
    "annual": ("年均增长", "Annual growth"),
    "low": ("下限", "Low"),
    "high": ("上限", "High"),
    "reason": ("说明", "Note"),
    "implied_base": ("推算基期值", "Implied base"),
    "implied_target": ("推算目标", "Implied target"),
    "implied_low": ("推算下限", "Implied low"),
    "implied_high": ("推算上限", "Implied high"),
    "target": ("目标", "Target"),
    "completion": ("完成率", "Completion"),
    "previous": ("上年增长", "Year before"),
    "two_year": ("两年平均增长", "Two years, annual"),
    "recovery": ("收复占增量", "Recovery share"),
    "outcome": ("此后实绩", "Outcome"),
    "outcome_period": ("实绩时期", "Outcome of"),
    "gap": ("与目标之差", "Gap to target"),
    "surface": ("数字", "Figure"),
    "code": ("代码", "Code"),
    "elapsed": ("时间进度", "Time elapsed"),
    "rank": ("位次", "Rank"),
    "best": ("最高可能位次", "Best rank"),
    "worst": ("最低可能位次", "Worst rank"),
    "ranked": ("参排地区数", "Regions ranked"),
    "missing": ("缺数地区数", "Regions missing"),
    "shift": ("位次升降", "Places gained"),
    "last_value": ("上次实绩", "Last actual"),
    "last_period": ("实绩时期", "Actual of"),
    "change": ("增减量", "Change"),
    "change_rate": ("增减幅度", "Change rate"),
    "direction": ("方向", "Direction"),
    "related": ("相近指标", "Related indicator"),
    "related_value": ("相近指标值", "Related value"),
    "stated": ("所述", "Stated"),
    "computed": ("核算", "Computed"),
    "verdict": ("结论", "Verdict"),
    "needs": ("所缺数据", "Data needed"),
    "kind": ("类型", "Kind"),
    "text": ("文字", "Text"),
    "formula": ("算法", "Formula"),
}

GAPS: Words = {
    "shift": ("上年没有位次可比", "no rank a year earlier"),
    "change_rate": ("比重的变动只以百分点计", "a share changes in percentage points only"),
    "annual": ("比重不计年均增长", "a share has no annual growth rate"),
    "implied_base": ("没有公布增长率", "no growth rate was published"),
    "implied_target": ("没有公布完成率", "no completion ratio was published"),
    "implied_low": ("没有公布可推算的比率", "no ratio was published to infer it from"),
    "implied_high": ("没有公布可推算的比率", "no ratio was published to infer it from"),
    "related": ("没有口径相近的指标", "no indicator that looks alike"),
    "related_value": ("没有口径相近的指标", "no indicator that looks alike"),
    "value": ("未公布", "not published"),
}

UNITS: Words = {
    "%": ("%", "%"),
    "个百分点": ("个百分点", "percentage points"),
    "位": ("位", "place"),
    "亿元": ("亿元", "CNY 100 million"),
    "万元": ("万元", "CNY 10,000"),
    "元": ("元", "CNY"),
    "家": ("家", "firms"),
    "个": ("个", "number"),
    "项": ("项", "items"),
    "次": ("次", "times"),
    "类": ("类", "kinds"),
    "件": ("件", "number"),
    "人": ("人", "people"),
    "万人": ("万人", "10,000 people"),
    "万件": ("万件", "10,000"),
    "人年": ("人年", "person-years"),
    "万人年": ("万人年", "10,000 person-years"),
    "万元/项": ("万元/项", "CNY 10,000 per item"),
    "件/万人": ("件/万人", "per 10,000 people"),
}


def _say(table: Words, code: str, lang: Lang) -> str:
    """Return the word for a code, and the code itself where the table has none."""
    pair = table.get(code)
    return pair[lang == "en"] if pair else code


def reason(code: str, lang: Lang = "zh") -> str:
    """Return why a number is empty, in words.

    Examples
    --------
    >>> reason("zero_base"), reason("zero_base", "en")
    ('基期为零', 'the base is zero')
    """
    return _say(REASONS, code, lang)


def doubts(codes: str, lang: Lang = "zh") -> str:
    """Return what a draft could not settle, in words, for codes joined by |.

    Examples
    --------
    >>> doubts("no_name|no_period", "en")
    'no name found; no period found'
    """
    said = [_say(DOUBTS, code, lang) for code in codes.split("|") if code]
    return ("; " if lang == "en" else "；").join(said)


def measure(code: str, lang: Lang = "zh") -> str:
    """Return the word for a measure of the observations or of a draft."""
    return _say(DRAFTED, code, lang)


def verdict(code: str, lang: Lang = "zh") -> str:
    """Return the word for a verdict of the audit."""
    return _say(VERDICTS, code, lang)


def status(code: str, lang: Lang = "zh") -> str:
    """Return the word for the status of an observation."""
    return _say(STATUSES, code, lang)


def bound(code: str, lang: Lang = "zh") -> str:
    """Return the word for a bound; an exact number needs none."""
    return _say(BOUNDS, code, lang)


def sign(code: str, measure: str, lang: Lang = "zh") -> str:
    """Return what stands before a number for its bound.

    Examples
    --------
    >>> sign("at_least", "value"), sign("at_least", "rank"), sign("at_least", "rank", "en")
    ('≥', '前', 'top ')
    """
    if measure == "rank" and code == "at_least":
        # A place among the first ten is one of ten or better.
        return "top " if lang == "en" else "前"
    return SIGNS.get(code, "")


def gap(column: str, lang: Lang = "zh") -> str:
    """Return why a cell of a column is empty where its row gives no reason."""
    return _say(GAPS, column if column in GAPS else "value", lang)


def column(name: str, lang: Lang = "zh") -> str:
    """Return the heading of a column, and its own name where the dictionary has none."""
    return _say(COLUMNS, name, lang)


def unit(name: str, lang: Lang = "zh") -> str:
    """Return a unit as a table heading or an axis says it.

    Examples
    --------
    >>> unit("万元", "en")
    'CNY 10,000'
    """
    return _say(UNITS, name, lang)

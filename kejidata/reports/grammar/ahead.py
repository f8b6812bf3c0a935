"""Words that tell whether a clause speaks of what is wanted, or of what was done."""

from __future__ import annotations

import re

from kejidata.reports.lexicon.alternatives import pattern, remembered

# 「的考核目标」 the goal set: what calls the number before it a goal.
GOALS_BEHIND = re.compile(
    r"^(?:以上)?的?(?:年度|全年|预期|考核|既定|任务){0,4}(?:目标|任务|考核指标)(?!的(?!\d))"
)
# What ends so before 计划 names a plan: 年度计划 (the year's), 科技专项计划 (special programmes).
_NAMES = "投资发动务展究炬火星专人才较比按"
# 「力争」 strive for: announces what is wanted.
_STRIVE = pattern(rf"""
    ( 力争 力求 确保 争创
    争取(?:20\d\d|到20\d\d年(?:[底末,，]|[^,，]{{0,12}}(?:达|实现|建成|超|突破)))
    争取(?:全年|新|达|完成|实现|在|使|突破|用|年) 目标是
    (?:^|[,，。;:我共还也均各][国省市区县局院]?|[今明全本]年|下半年)计划$
    (?<![年度{_NAMES}\d])计划(?=完成|到|达|用|每年|推)
    (?<![度{_NAMES}\d])计划(?=新增|建设|引进|培育|申报|实施(?!方案|初|以来)|组织|全年|举办)
    (?<![度{_NAMES}\d])计划(?=开展|投入|投资|安排|开工|创建|争取|选派|培训) 拟(?!合|态|人|定)
    (?<![一-鿿\d])计划(?!内|外|单列|生育|[总投数指任目项类书经]) (?:奋斗|预期)目标(?!的)
    努力(?:实现|达到|完成|使|争取)
    将(?:达到?|新[增建]|实现|建成|突破|完成|培育|引进|超过|力争|通过|加大|保持|继续|组织)
    将(?:认定|建[立设]) 不断?提高到20 有望 应(?=达|完成|不低于) 须(?=达|完成) 明年 下一步
    下半年(?:要|将|计划|力争) (?:主要|预期|工作|总体|发展|具体)目标(?!的) )
    """)
# 「预计企业」 firms are expected: what will be by all accounts is told, and not wanted.
# 「围绕高质量」 (with a goal of quality) in mind: what was done for a goal was done.
_TOLD = re.compile(
    "(?:预计[^,，。;]{0,8}|(?:围绕|锚定|紧[扣盯]|聚焦|瞄准|对[标照]|按照|根据)[^,，。;]{0,12})$"
)
# 「今年,全省将加大」 this year the province will: a paragraph that opens with what is to come.
AHEAD = pattern(r"""
    (?:(?:今年|明年|20\d\d年)(?!以来|上半年|[\d一二三四])|下一步|下阶段|对于?20\d\d年的?工作(?:重点|安排|任务))[^。;]{0,30}?(?:将
    ( 继续 进一步 加[大快强] 保持 新[增建] 实施 推[进动] 大力 着力 重点 通过 力争 组织 启动 建[设立]
    支持 认定 培育 开展 围绕 深入 以 )|要(?:组织|实现|完成|努力|确保|力争|重点|继续|以)|力争)
    """)
# 「考核指标四项:」 four indicators are set: what opens a list of goals.
GOALS = re.compile(
    "(?:(?<!主要)(?<!关键)指标|任务|目标)(?![^:]{0,5}[稳好优进升增降])[^,，。:完]{0,6}:"
)


# Leads come again as wordings do.
@remembered
def strives(text: str) -> bool:
    """Tell whether the words announce what is wanted: 力争 (strive for), 目标是 (the goal is)."""
    return any(not _TOLD.search(text, 0, match.start()) for match in _STRIVE.finditer(text))

"""Short names of China's provinces and prefecture-level divisions, as reports list them."""

from __future__ import annotations

from kejidata.model.divisions import OPEN, table

# Cities and a zone that a province lists beside its prefectures.
_BESIDE = ("仙桃", "潜江", "天门", "济源", "石河子", "杨凌")
_LISTED = (one for one in table() if one.level in ("province", "city") and one.last_year == OPEN)
PLACES = frozenset((*_BESIDE, *(one.short_zh for one in _LISTED)))

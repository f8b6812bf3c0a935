"""Pictures of measured frames: one style, a title that is the finding, a source line.

In comes a measured frame or observations; out goes a matplotlib figure whose label says what it
shows. `charts` holds a file for each public function, `layout` what they share; `select` says which
rows are drawn, `published` how far their values are known, `headline` in words what is sure of
them. Begin with `gallery`, which draws the set of a project.
"""

from kejidata.figures.charts.audit_marks import audit_marks
from kejidata.figures.charts.completion_bullets import completion_bullets
from kejidata.figures.charts.contribution_bars import contribution_bars
from kejidata.figures.charts.finance_products import finance_products
from kejidata.figures.charts.funnels import funnels
from kejidata.figures.charts.growth_heatmap import growth_heatmap
from kejidata.figures.charts.index_ranks import index_ranks
from kejidata.figures.charts.level_panels import level_panels
from kejidata.figures.charts.pace_tracks import pace_tracks
from kejidata.figures.charts.profile import profile
from kejidata.figures.charts.province_tiles import province_tiles
from kejidata.figures.charts.rank_bump import rank_bump
from kejidata.figures.charts.ranking_dots import ranking_dots
from kejidata.figures.charts.small_multiples import small_multiples
from kejidata.figures.charts.spending_intensity import spending_intensity
from kejidata.figures.charts.target_dumbbell import target_dumbbell
from kejidata.figures.export import save, save_all
from kejidata.figures.gallery import gallery
from kejidata.figures.layout.picture import Picture, alt_text
from kejidata.figures.ranking_overview import ranking_overview

__all__ = [
    "Picture",
    "alt_text",
    "audit_marks",
    "completion_bullets",
    "contribution_bars",
    "finance_products",
    "funnels",
    "gallery",
    "index_ranks",
    "growth_heatmap",
    "level_panels",
    "pace_tracks",
    "profile",
    "province_tiles",
    "rank_bump",
    "ranking_dots",
    "ranking_overview",
    "save",
    "save_all",
    "small_multiples",
    "spending_intensity",
    "target_dumbbell",
]


def __dir__() -> list[str]:
    return __all__

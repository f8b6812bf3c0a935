"""Pictures of measured frames: one style, a title that is the finding, a source line."""

from kejidata.figures.audits import audit_marks
from kejidata.figures.bump import rank_bump
from kejidata.figures.export import save, save_all
from kejidata.figures.finance import finance_products
from kejidata.figures.funnel import funnels
from kejidata.figures.gallery import gallery
from kejidata.figures.heat import growth_heatmap
from kejidata.figures.multiples import small_multiples
from kejidata.figures.picture import Picture, alt_text
from kejidata.figures.progress import completion_bullets
from kejidata.figures.ranks import ranking_dots
from kejidata.figures.spending import spending_intensity
from kejidata.figures.targets import target_dumbbell
from kejidata.figures.tiles import province_tiles

__all__ = [
    "Picture",
    "alt_text",
    "audit_marks",
    "completion_bullets",
    "finance_products",
    "funnels",
    "gallery",
    "growth_heatmap",
    "province_tiles",
    "rank_bump",
    "ranking_dots",
    "save",
    "save_all",
    "small_multiples",
    "spending_intensity",
    "target_dumbbell",
]

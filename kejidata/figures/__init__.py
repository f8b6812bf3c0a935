"""Pictures of measured frames: one style, a title that is the finding, a source line."""

from kejidata.figures.audits import audit_marks
from kejidata.figures.finance import finance_products
from kejidata.figures.funnel import funnels
from kejidata.figures.picture import Picture, alt_text
from kejidata.figures.progress import completion_bullets
from kejidata.figures.ranks import ranking_dots
from kejidata.figures.targets import target_dumbbell

__all__ = [
    "Picture",
    "alt_text",
    "audit_marks",
    "completion_bullets",
    "finance_products",
    "funnels",
    "ranking_dots",
    "target_dumbbell",
]

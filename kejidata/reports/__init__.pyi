from .draft import draft_of as draft_of
from .from_files import read_report as read_report
from .from_files import read_reports as read_reports
from .marked_text import Highlight as Highlight
from .marked_text import highlight as highlight
from .source.text import read_text as read_text
from .to_observations import observations as observations

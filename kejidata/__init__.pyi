from .display import table as table
from .display.preview import preview_table as preview_table
from .errors import KejidataError as KejidataError
from .measures.audit import audit as audit
from .measures.base_effects import base_effects as base_effects
from .measures.completion import completion_ratios as completion_ratios
from .measures.derived import derive as derive
from .measures.growth import growth_rates as growth_rates
from .measures.outcomes import target_outcomes as target_outcomes
from .measures.outlook import target_outlook as target_outlook
from .measures.ranking import rankings as rankings
from .model.observations import load as load
from .model.observations import load_example as load_example
from .model.peer_groups import peer_groups as peer_groups
from .model.registry import indicators as indicators
from .model.registry import regions as regions
from .model.registry import sources as sources
from .model.registry import themes as themes
from .office.export import export as export
from .project import current_project as current_project
from .project import examples as examples
from .project import use_project as use_project
from .reports import read_report as read_report
from .tables.read_table import read_table as read_table
from .tables.write_table import write_table as write_table

__version__: str

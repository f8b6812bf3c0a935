"""`python -m kejidata` is the `kejidata` command."""

import sys

from kejidata.cli import main

sys.exit(main())

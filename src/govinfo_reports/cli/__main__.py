"""`python -m govinfo_reports.cli`."""

import sys

from . import main

sys.exit(main())

"""Where the built command line starts."""

import sys

from charitydesk.cli.main import main

sys.exit(main())

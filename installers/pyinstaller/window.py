"""Where the built window program starts."""

import sys

from charitydesk.gui_main import main

sys.exit(main())

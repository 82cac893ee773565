"""`python -m charitydesk` opens the window."""

from __future__ import annotations

import sys

from charitydesk.gui_main import main

sys.exit(main())

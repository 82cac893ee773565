"""Set CharityDesk up from its source and run it: ``run``, ``test``, ``bench`` or ``pictures``.

This first file is kept readable by old Pythons, so that one of them can say in words that it is too old.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the whole point is to be read by an older Python
    sys.exit(
        "CharityDesk needs Python 3.11 or newer, and this is Python "
        + sys.version.split()[0]
        + ".\nInstall a newer Python, then run this again with it, for example:  python3.12 installers/bootstrap.py run"
    )

from steps.commands import main

sys.exit(main(sys.argv[1:]))

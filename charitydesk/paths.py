"""Where a charity's data lives on this computer; the only importer of appdirs.

appdirs is what the project's design names; platformdirs gives the same folders and swapping is one line here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class AppPaths:
    """The folders and files of one data folder.

    Args:
        data: The data folder; everything of the charity's lies below it.
    """

    data: Path

    @property
    def database(self) -> Path:
        """The SQLite database."""
        return self.data / "charitydesk.db"

    @property
    def backups(self) -> Path:
        """Copies of the database."""
        return self.data / "backups"

    @property
    def sent(self) -> Path:
        """Frozen copies of letters that were sent."""
        return self.data / "sent"

    @property
    def files(self) -> Path:
        """Copies of files that were attached to records."""
        return self.data / "files"

    @property
    def logs(self) -> Path:
        """Log files; they hold ids and never anything personal."""
        return self.data / "logs"

    @property
    def window_state(self) -> Path:
        """Sizes and column widths of the window: convenience, never facts."""
        return self.data / "window.ini"

    @property
    def lock(self) -> Path:
        """Taken by whoever has the data folder open."""
        return self.data / "charitydesk.lock"

    @classmethod
    def default(cls) -> AppPaths:
        """Return the user's own data folder."""
        import appdirs  # noqa: PLC0415 - not needed where the folder is named

        return cls(Path(appdirs.user_data_dir("CharityDesk", appauthor=False)))  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]

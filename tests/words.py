"""Whatever somebody may type, for rules that must hold for all of it."""

from __future__ import annotations

from hypothesis import strategies as st

# Every character but halves of one: the same as all that UTF-8 can hold, and told without trying each of a million.
_ANY = st.characters(exclude_categories=("Cs",))


def anything(*, min_size: int = 0, max_size: int | None = None) -> st.SearchStrategy[str]:
    """Any text, in any script, with any signs."""
    return st.text(_ANY, min_size=min_size, max_size=max_size)

"""Reading many texts together says the same as reading each by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from charitydesk.domain.activities import activities_named, activity_named
from charitydesk.domain.imports.many import folded, read_names, read_texts
from charitydesk.domain.imports.values import is_empty, read_text
from charitydesk.domain.imports.words import read_name

CELLS = st.lists(
    st.one_of(
        st.sampled_from(
            ["", "  ", " n/a ", "TBC", "-", "'=1+1", "O'Neill", " padded ", "two  blanks", "a\nb", "x" * 501]
        ),
        st.text(alphabet="ab ÉßİŵÀ'=+\t\xa0\x1e", max_size=8),
    ),
    max_size=6,
)
WORDS = st.lists(
    st.sampled_from(["Writing, at last", "CQs", "tea", "TUPE.", "re-bid;x", "a\x1eb", "", "Straße"]), max_size=5
)


def one_by_one(reader, cells):
    return [None if is_empty(cell) else reader(cell) for cell in cells]


@given(CELLS)
def test_what_is_read_together_reads_as_it_does_alone(cells):
    for many, one in ((read_texts, read_text), (read_names, read_name)):
        together = many(cells)
        if together is not None:
            assert together == one_by_one(one, cells)
    plain = folded(cells)
    if plain is not None:
        assert plain == [" ".join(cell.casefold().split()) for cell in cells]


def test_plain_texts_are_read_together_and_others_are_left_to_a_closer_look():
    assert read_texts(["Report", " Return ", "n/a"]) == ["Report", "Return", None]
    assert read_names(["Ŵyl y Bont", "O'Neill"]) == ["Ŵyl y Bont", "O'Neill"]
    assert (
        read_texts(["'=1+1"]) is read_texts(["a\nb"]) is read_names(["two  blanks"]) is read_names(["x" * 501]) is None
    )
    assert folded(["Sam  Jones"]) is folded(["a\tb"]) is None


@given(WORDS)
def test_activities_named_together_are_those_named_alone(texts):
    assert activities_named(texts) == [activity_named(text) for text in texts]

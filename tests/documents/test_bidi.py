from __future__ import annotations

import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from charitydesk.documents.bidi import base_level, is_mixed, levels, visual_order

HEB, ARAB = "דוד", "محمد"


def shown(text: str, base: int = 0) -> str:
    return "".join(text[place] for place in visual_order(levels(text, base)))


def test_an_english_sentence_stays_as_it_is():
    assert not is_mixed("Siân met Łukasz (2 October).")
    assert shown("Siân met Łukasz (2 October).") == "Siân met Łukasz (2 October)."


@pytest.mark.parametrize(
    "text",
    [
        "We met דוד כהן on Friday",
        "with דוד, 42 and כהן.",
        "see דוד (2025) today",
        "tel דוד 020 7946 today",
        "محمد ١٢٣ and [דוד]",
    ],
)
def test_a_name_in_an_english_sentence_is_turned_and_nothing_else(text: str):
    assert shown(text) == get_display(text, base_dir="L")


@settings(max_examples=300, deadline=None)
@given(
    text=st.lists(
        st.sampled_from(["abc", HEB, ARAB, " ", "12", "٣", ", ", "-", "/", "%", "£5", ".", "'", "e\u0301"])
    ).map("".join)
)
def test_the_order_agrees_with_a_published_implementation(text: str):
    # That implementation also puts line-end spaces back (rule L1), which a line here no longer has.
    text = text.strip()
    assert shown(text) == get_display(text, base_dir="L")


def test_a_name_alone_in_arabic_reads_from_the_right_and_one_in_a_sentence_does_not_turn_the_sentence():
    assert base_level("محمد عبد الرحمن.") == 1
    assert base_level("محمد said") == 0
    assert base_level("12.50") == 0

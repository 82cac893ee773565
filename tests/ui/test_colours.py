"""The colours, computed as WCAG 2.2 computes them."""

from __future__ import annotations

import re

import pytest

from charitydesk.ui.stylesheet import style_sheet
from charitydesk.ui.tokens import ALL, as_mapping, contrast


@pytest.mark.parametrize("tokens", ALL, ids=lambda tokens: tokens.name)
def test_every_text_colour_can_be_read_on_every_ground_it_meets(tokens):
    colours = as_mapping(tokens)
    poor = [(a, b) for a, b in tokens.text_pairs() if contrast(colours[a], colours[b]) < 4.5]
    assert poor == []


@pytest.mark.parametrize("tokens", ALL, ids=lambda tokens: tokens.name)
def test_every_edge_and_shape_stands_out_from_its_ground(tokens):
    colours = as_mapping(tokens)
    poor = [(a, b) for a, b in tokens.shape_pairs() if contrast(colours[a], colours[b]) < 3]
    assert poor == []


def test_contrast_is_measured_as_the_standard_says():
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#777777") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("tokens", ALL, ids=lambda tokens: tokens.name)
def test_the_style_sheet_uses_no_colour_that_has_not_been_checked(tokens):
    used = set(re.findall(r"#[0-9a-f]{6}\b", style_sheet(tokens, 1.0)))
    hovered = {"#0d4362", "#b3dcf1", "#fff0a0"}
    assert used <= set(as_mapping(tokens).values()) | hovered
    for colour in used & hovered:
        assert contrast(colour, tokens.on_accent) >= 4.5

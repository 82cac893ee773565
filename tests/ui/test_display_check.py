"""Before a window is opened the program looks whether it can be."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from charitydesk.ui.display_check import Outcome, _plugin_problem, look

on_linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux may lack a screen or Qt's libraries"
)


@on_linux
def test_no_screen_is_found_out_without_ending_the_process():
    assert look({}).outcome is Outcome.NO_DISPLAY


@on_linux
def test_a_screen_that_does_not_answer_is_named():
    found = look({"DISPLAY": ":9987", "WAYLAND_DISPLAY": "wayland-987", "XDG_RUNTIME_DIR": "/nowhere"})
    assert found.outcome is Outcome.NO_DISPLAY
    assert found.detail == "DISPLAY=:9987 WAYLAND_DISPLAY=wayland-987"


def test_drawing_in_memory_needs_no_screen():
    assert look({"QT_QPA_PLATFORM": "offscreen"}).outcome is Outcome.READY


@on_linux
def test_a_plugin_that_cannot_be_loaded_is_reported_in_the_loaders_words():
    assert "not installed" in _plugin_problem("carrier-pigeon")


def test_the_installer_can_read_the_answer():
    command = [sys.executable, "-m", "charitydesk.ui.display_check"]
    variables = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {"outcome": "ready", "platform": "offscreen", "detail": "", "command": ""}

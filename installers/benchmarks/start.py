"""First window: from starting Python to the first paint, against a bare PySide6 window with nothing in it.

What is painted first is the frame the person keeps, on a data folder that holds the example charity; both programs run
from byte code, as installed programs do, which the first of the pairs writes and which is not counted.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from benchmarks.table import NotMeasuredError, Row, paired_medians

ROOT = Path(__file__).resolve().parents[2]
TIMES = 9
BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow, QTabWidget, QLabel
application = QApplication(sys.argv[:1])
window = QMainWindow()
tabs = QTabWidget()
tabs.addTab(QLabel("one"), "One")
tabs.addTab(QLabel("two"), "Two")
window.setCentralWidget(tabs)
window.resize(1280, 800)
"""
# Told at the first paint of a top-level window: the moment, and the most memory this process has held so far.
WATCH = """
import json, os, resource, sys, time
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and watched.isWindow():
            at = time.time()
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            print(json.dumps({"at": at, "peak": peak}), flush=True)
            os._exit(0)
        return False
"""
SHOW = """
watch = FirstPaint()
application.installEventFilter(watch)
window.show()
application.exec()
"""


def rows() -> list[Row]:
    """Measure time and peak memory to the first paint."""
    if sys.platform == "win32":
        raise NotMeasuredError("peak memory is read in a way that Windows has not")
    with tempfile.TemporaryDirectory(prefix="charitydesk-bench-") as folder:
        scripts = Path(folder)
        bare = scripts / "bare.py"
        bare.write_text(WATCH + BARE + SHOW, encoding="utf-8")
        ours = scripts / "ours.py"
        ours.write_text(_our_start(), encoding="utf-8")
        memory: dict[str, float] = {}
        data = scripts / "data"
        _run([sys.executable, "-m", "charitydesk.cli.main", "--data", str(data), "example"], scripts)
        measure = partial(_first_paint, data=data, memory=memory)
        wall, bare_wall = paired_medians(partial(measure, ours), partial(measure, bare), TIMES)
    return [
        Row("start to first paint", wall, bare_wall, "bare window", "ms", 1.5),
        Row("peak memory at first paint", memory["ours.py"], None, "", "MB", 100),
    ]


def _our_start() -> str:
    return WATCH + (
        "from PySide6.QtWidgets import QApplication\n"
        "watch = FirstPaint()\n"
        "started = QApplication.__init__\n"
        "def init(self, *given):\n"
        "    started(self, *given)\n"
        "    self.installEventFilter(watch)\n"
        "QApplication.__init__ = init\n"
        "from charitydesk.gui_main import main\n"
        "sys.exit(main())\n"
    )


def _first_paint(script: Path, *, data: Path, memory: dict[str, float]) -> float:
    """Start one process, and return the milliseconds from before its start to its first paint."""
    command = [sys.executable, str(script), "--data", str(data)]
    began = time.time()
    said = _run(command, script.parent)
    answer = json.loads(said.splitlines()[-1])
    per_unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    memory[script.name] = max(memory.get(script.name, 0), answer["peak"] / per_unit)
    return (answer["at"] - began) * 1000


def _run(command: list[str], scratch: Path) -> str:
    """Run a program off screen, with its byte code kept in a scratch folder, and return what it prints."""
    variables = os.environ | {
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(scratch / "byte-code"),
    }
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=60, check=False)
    if done.returncode:
        raise NotMeasuredError(f"{command[1]} stopped: {done.stderr.strip().splitlines()[-1:]}")
    return done.stdout

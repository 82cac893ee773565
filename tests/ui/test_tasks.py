"""Work off the window's thread."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from charitydesk.errors import UserFacingError
from charitydesk.ui.tasks import Pool, TaskRunner


class Taker(QObject):
    def __init__(self):
        super().__init__()
        self.values, self.threads = [], []

    def take(self, value):
        self.values.append(value)
        self.threads.append(threading.current_thread())


@pytest.fixture
def runner(qapp):  # noqa: ARG001 - there must be an application
    made = TaskRunner(show_after_ms=0)
    yield made
    assert made.close()


def test_work_runs_elsewhere_and_its_result_arrives_in_the_windows_thread(runner, qtbot):
    taker = Taker()
    runner.run(lambda _progress: threading.current_thread(), taker.take)
    qtbot.waitUntil(lambda: len(taker.values) == 1)
    assert taker.values[0] is not threading.main_thread()
    assert taker.threads == [threading.main_thread()]


def test_work_on_the_data_never_runs_two_at_a_time_but_rendering_goes_on_beside_it(runner, qtbot):
    gate, rendered, taker = threading.Event(), Taker(), Taker()
    runner.run(lambda _progress: gate.wait(10), taker.take)
    runner.run(lambda _progress: "second", taker.take)
    runner.run(lambda _progress: "page", rendered.take, pool=Pool.RENDER)
    qtbot.waitUntil(lambda: rendered.values == ["page"])
    assert taker.values == []
    gate.set()
    qtbot.waitUntil(lambda: taker.values == [True, "second"])


def test_long_work_shows_its_progress_and_stops_where_it_is_cancelled(runner, qtbot):
    steps, taker, reached = [], Taker(), threading.Event()
    gate = threading.Event()

    def work(progress):
        progress.report(1, 4)
        reached.set()
        gate.wait(10)
        progress.report(2, 4)

    runner.busy.connect(steps.append)
    number = runner.run(work, taker.take, title="Saving the letter")
    qtbot.waitUntil(lambda: any(step and step.total == 4 for step in steps))
    runner.cancel(number)
    gate.set()
    qtbot.waitUntil(runner.is_idle)
    assert taker.values == []
    assert steps[-1] is None


def test_a_problem_the_person_can_act_on_goes_to_whoever_takes_it_else_to_the_window(runner, qtbot):
    taker, window = Taker(), Taker()
    runner.failed.connect(window.take)

    def fail(_progress):
        raise UserFacingError("The disk is full.")

    runner.run(fail, taker.take, taker.take)
    runner.run(fail, taker.take)
    qtbot.waitUntil(lambda: len(window.values) == 1)
    assert [str(error) for error in taker.values] == ["The disk is full."]


def test_a_result_for_a_page_that_is_gone_is_dropped(runner, qtbot):
    class Gone(QWidget):
        def take(self, value):
            raise AssertionError(value)

    page, gate = Gone(), threading.Event()
    runner.run(lambda _progress: gate.wait(10), page.take)
    page.deleteLater()
    qtbot.waitSignal(page.destroyed).wait()
    gate.set()
    qtbot.waitUntil(runner.is_idle)

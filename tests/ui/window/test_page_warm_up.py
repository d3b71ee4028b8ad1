"""What a page is made of is imported when the way to it is near, or after a minute, and not before."""

from threading import current_thread, main_thread

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QPushButton

from tracker.steps import run_to_end
from ui.commands.table import PAGES
from ui.window import page_imports, page_warm_up
from ui.window.page_imports import BESIDE, PARTS, PageImports
from ui.window.page_warm_up import REST_MS, PageWarmUp


@pytest.fixture
def imported(monkeypatch):
    """What was imported, in order."""
    names = []
    monkeypatch.setattr(page_imports, "import_charts", lambda: names.append("charts"))
    monkeypatch.setattr(page_imports, "import_module", names.append)
    monkeypatch.setattr("tracker.charts.drawing.style.find_fonts", lambda: names.append("their fonts"))
    parts = {"plan": ("plan's first", "plan's last"), "trends": ("of Trends",), "report": ("of Report",)}
    for module in (page_imports, page_warm_up):
        monkeypatch.setattr(module, "PARTS", parts)
    return names


@pytest.fixture
def ways(qtbot):
    """The buttons that lead to pages."""
    buttons = {key: QPushButton(key) for key in ("plan", "trends", "report")}
    for button in buttons.values():
        qtbot.addWidget(button)
    return buttons


@pytest.fixture
def warm_up(ways, imported):  # noqa: ARG001 - nothing is to be imported
    parent, imports = QObject(), PageImports()
    warm_up = PageWarmUp(imports, ways, parent)
    yield warm_up
    warm_up.stop()
    imports.stop()
    parent.deleteLater()


def come_near(way):
    QApplication.sendEvent(way, QEnterEvent(QPointF(), QPointF(), QPointF()))


def test_the_pointer_on_the_way_to_a_page_begins_with_that_once(ways, warm_up, imported, qtbot):
    warm_up.begin_to_wait()
    QApplication.sendEvent(ways["plan"], QEvent(QEvent.Type.Leave))
    assert imported == []
    come_near(ways["plan"])
    come_near(ways["plan"])
    qtbot.waitUntil(lambda: imported == ["plan's first", "plan's last"])
    come_near(ways["trends"])
    warm_up.warm_up()  # the minute is over
    qtbot.waitUntil(lambda: "of Report" in imported)
    qtbot.waitUntil(lambda: sorted(imported) == ["charts", "of Report", "of Trends", "plan's first", "plan's last", "their fonts"])


def test_before_the_window_is_painted_and_after_the_end_nothing_begins(ways, warm_up, imported, qtbot):
    come_near(ways["trends"])
    warm_up.begin_to_wait()
    warm_up.stop()
    come_near(ways["plan"])
    qtbot.wait(20)
    assert imported == []


def test_it_begins_by_itself_after_a_minute(warm_up, imported, qtbot):
    warm_up.begin_to_wait()
    assert (warm_up._rest.isActive(), warm_up._rest.interval()) == (True, REST_MS)
    warm_up._rest.timeout.emit()
    qtbot.waitUntil(lambda: sorted(imported) == ["charts", "of Report", "of Trends", "plan's first", "plan's last", "their fonts"])


def test_a_page_does_not_wait_for_the_charts_which_bring_their_fonts_along(imported, monkeypatch):
    imports = PageImports()
    for _step in imports.steps("trends"):
        pass
    assert imported == ["of Trends"]
    monkeypatch.setattr(page_imports, "CHARTS", ("not there yet",))
    assert not imports.are_charts_there
    for _step in imports.charts():
        pass
    assert imported == ["of Trends", "charts", "their fonts"]
    monkeypatch.setattr(page_imports, "CHARTS", ("sys",))
    assert imports.are_charts_there


def test_what_takes_long_of_a_page_is_imported_beside_the_window(monkeypatch):
    threads = {}
    monkeypatch.setattr(page_imports, "import_module", lambda name: threads.update({name: current_thread()}))
    monkeypatch.setattr(page_imports, "PARTS", {"trends": ("numpy no more", "of Trends")})
    monkeypatch.setattr(page_imports, "BESIDE", "numpy no more")
    run_to_end(PageImports().steps("trends"))
    assert list(threads) == ["numpy no more", "of Trends"]
    assert [thread is main_thread() for thread in threads.values()] == [False, True]
    assert BESIDE in PARTS["trends"]  # of words and tables some need it


def test_what_fails_is_raised_where_it_is_waited_for_and_begun_anew_when_it_is_wanted_again(imported, monkeypatch):
    def fail():
        imported.append("tried")
        raise ImportError("libfreetype.so.6: cannot open shared object file")

    imports = PageImports()
    monkeypatch.setattr(page_imports, "import_charts", fail)
    for tried in (["tried"], ["tried", "tried"]):
        with pytest.raises(ImportError, match="libfreetype"):
            run_to_end(imports.charts())
        assert imported == tried
    monkeypatch.setattr(page_imports, "import_charts", lambda: imported.append("charts"))
    run_to_end(imports.charts())
    assert imported == ["tried", "tried", "charts", "their fonts"]


def test_what_is_opened_comes_last():
    opened = {key: names[-1] for key, names in PARTS.items()}
    assert opened == {key: f"ui.pages.{key}.page" for key, _name in PAGES} | {"quick entry": "ui.forms.quick_entry"}

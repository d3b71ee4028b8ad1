"""Imports what pages and the small window are made of, part by part, so that the window answers; what draws the charts away from the window."""

import sys
import threading
from collections.abc import Generator, Iterator, Mapping
from functools import partial
from importlib import import_module

from tracker.steps import meanwhile
from ui.system.garbage_collection import pass_over_what_is_there

# Each brings about as much as the one before; what is opened comes last.
PARTS: Mapping[str, tuple[str, ...]] = {
    "today": ("ui.forms.all_forms", "ui.pages.today.pain_entry", "tracker.services.reminders", "ui.sessions.card", "ui.pages.today.page"),
    "diary": ("ui.forms.entry_form", "ui.pages.diary.page"),
    "plan": ("ui.pages.plan.exercises.exercise_box", "ui.pages.plan.phase_card", "ui.pages.plan.page"),
    "trends": ("numpy", "tracker.services.statistics", "tracker.charts.registry", "tracker.services.charting", "ui.pages.trends.page"),
    "report": ("tracker.services.reporting", "ui.forms.function_card", "ui.pages.report.pages", "ui.pages.report.page"),
    "settings": ("ui.pages.settings.page",),
    "quick entry": ("ui.forms.quick_entry",),
}
BESIDE = "numpy"  # takes longer than a window may be deaf; some figures are worked out with it
CHARTS = ("numpy", "tracker.charts", "matplotlib", "matplotlib.figure", "tracker.charts.drawers")
WITH_CHARTS = "trends"
WAIT = 0.01  # seconds: of a turn of the event loop, while the charts' own thread imports


class PageImports:
    """The imports of the pages' parts, each made once."""

    def __init__(self) -> None:
        self._charts: threading.Thread | None = None
        self._problem: Exception | None = None  # that ended it

    def steps(self, key: str) -> Iterator[None]:
        """Import what a page is made of, a part at each step; not what the charts are drawn with."""
        for name in PARTS.get(key, ()):
            if name in sys.modules:
                continue
            if name == BESIDE:
                for _turn in meanwhile(partial(import_module, name)):
                    yield
            else:
                import_module(name)
                yield

    def begin_charts(self) -> None:
        """Begin with what the charts are drawn with, unless that has begun; what failed begins anew."""
        if self._charts is None or self._problem is not None:
            self._problem = None
            self._charts = threading.Thread(target=self._bring_charts, name="warm-up")
            self._charts.start()

    @property
    def are_charts_there(self) -> bool:
        """Whether a chart can be made and drawn without waiting for imports."""
        return (self._charts is None or not self._charts.is_alive()) and all(name in sys.modules for name in CHARTS)

    def charts(self) -> Generator[None, None, None]:
        """Bring what the charts are drawn with, waiting a little at each step; raises what its import raises."""
        self.begin_charts()
        while self._charts is not None and self._charts.is_alive():
            # Not asked at once again: the window would take the time in which the other thread imports.
            self._charts.join(WAIT)
            yield
        if self._problem is not None:
            raise self._problem
        from tracker.charts.drawing.style import find_fonts  # there by now

        find_fonts()  # here and not in the charts' thread: matplotlib opens a font for each thread
        pass_over_what_is_there()
        yield

    def _bring_charts(self) -> None:
        try:
            import_charts()
        except Exception as problem:  # noqa: BLE001 - raised where it is waited for, whatever it is
            self._problem = problem

    def stop(self) -> None:
        """Wait for the end: a thread that imports while Python ends brings the process down."""
        if self._charts is not None:
            self._charts.join()


def import_charts() -> None:
    """Import what the charts are drawn with, part by part."""
    for part in CHARTS:
        import_module(part)

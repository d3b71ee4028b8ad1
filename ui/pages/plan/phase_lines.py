"""What the plan says of a phase: two figures large with its start, then as rows what to do, what waits, what is never right; or a few lines."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from tracker.domain.plan.protocol import Phase, PhasePlan
from tracker.formats.texts import in_a_row, number_text
from tracker.language import _
from tracker.library.plans import default_plan
from tracker.wording.plan import exercise_name
from ui.pages.plan.feet import Feet
from ui.widgets.labels import breakable, plain_label
from ui.widgets.layouts import FlowLayout

SPACE = 8
LINE_SPACE = 6
SHORT = 3  # lines of a phase that does not go on
LABEL_WIDTH = 88  # px, at least
FIGURES_APART = 48  # px
# What a card of the app's own plan says by other means: its figures large, finger pressure with its picture and its start.
PRESS = "Press gently on the spasm; stop if it hurts more"


class PhaseLines(QWidget):
    """Shows a phase as the plan in force has it, with what starts it where all of it is shown; filled anew only where its text differs."""

    def __init__(self, phase: Phase, start: QWidget | None = None) -> None:
        super().__init__()
        self._phase = phase
        self._filled = ""
        self._figures, self._held = QWidget(), QWidget()
        self._figures_place = QVBoxLayout()
        self._figures_place.addWidget(self._figures)
        figures = QWidget()
        figures.setLayout(self._figures_place)
        # At the top: at the foot of the card the start would lie beneath the edge of a small window.
        self._top = Feet(figures, (start,) if start is not None else ())
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self._top)
        self._layout.addWidget(self._held)
        for layout in (self._layout, self._figures_place):
            layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2 * SPACE)

    def show_whole(self, plan: PhasePlan, *, has_figures: bool) -> None:
        """Show all of a phase, and large what it has of figures."""
        if self._is_new(f"{plan!r} whole {has_figures}"):
            figures = _figures(self._phase, plan) if has_figures else []
            self._hold(_rows(self._phase, plan, has_figures=bool(figures)), figures)
        self._top.setVisible(has_figures)

    def show_next(self, plan: PhasePlan) -> None:
        """Show three lines of a phase to come."""
        if self._is_new(f"{plan!r} next"):
            self._hold(_lines(plan.worded(_(text)) for text in plan.do[:SHORT]))

    def show_beside(self, plan: PhasePlan) -> None:
        """Show in one paragraph what goes on beside another phase."""
        if self._is_new(f"{plan!r} beside"):
            self._hold(_lines([_beside(self._phase, plan)]))

    def _is_new(self, filled: str) -> bool:
        before, self._filled = self._filled, filled
        return before != filled

    def _hold(self, rows: QWidget, figures: Sequence[tuple[str, str]] = ()) -> None:
        large = _large_figures(figures)
        for layout, before, fresh in ((self._layout, self._held, rows), (self._figures_place, self._figures, large)):
            layout.replaceWidget(before, fresh)
            before.hide()
            before.deleteLater()
        self._held, self._figures = rows, large
        self._top.hide()


def _lines(texts: Iterable[str]) -> QWidget:
    held = QWidget()
    layout = QVBoxLayout(held)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(LINE_SPACE)
    for text in texts:
        layout.addWidget(plain_label(breakable(text)))
    return held


def _beside(phase: Phase, plan: PhasePlan) -> str:
    own = default_plan().phases[phase]
    do = [plan.worded(_(text)) for text in plan.do]
    if plan.do != own.do or plan.never != own.never:
        return ". ".join([*do[:SHORT], *(plan.worded(_(text)) for text in plan.never)])
    return _("{what}, {how_often}. Never while asleep, never boiling water.").format(what=do[0], how_often=do[1])


def _rows(phase: Phase, plan: PhasePlan, *, has_figures: bool) -> QWidget:
    stated = _stated(phase) if has_figures else set()
    do = [plan.worded(_(text)) for text in plan.do if text not in stated]
    if plan.exercises:
        do.append(in_a_row(exercise_name(exercise) for exercise in plan.exercises))
    rows = (
        (_("To do"), do),
        (_("Not now"), [plan.worded(_(text)) for text in plan.not_now]),
        (_("Never"), [plan.worded(_(text)) for text in plan.never]),
    )
    held = QWidget()
    grid = QGridLayout(held)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE)
    grid.setVerticalSpacing(SPACE)
    grid.setColumnMinimumWidth(0, LABEL_WIDTH)
    grid.setColumnStretch(1, 1)
    for place, (name, texts) in enumerate((name, texts) for name, texts in rows if texts):
        grid.addWidget(plain_label(name, "strong", wrap=False), place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(plain_label(breakable("\n".join(texts))), place, 1)
    return held


def _figures(phase: Phase, plan: PhasePlan) -> list[tuple[str, str]]:
    """The two figures of a phase that has both, each with what it is; else none."""
    minutes = _("{minutes} min")
    if phase is Phase.ICE and plan.session is not None and plan.rest is not None:
        session, rest = (minutes.format(minutes=number_text(figure.value)) for figure in (plan.session, plan.rest))
        return [(session, _("at most, in a damp cloth")), (rest, _("break between, at least"))]
    if phase is Phase.HEAT and plan.session is not None and plan.a_day is not None:
        return [(minutes.format(minutes=number_text(plan.session.value)), _("each time")), (number_text(plan.a_day.value), _("times a day, at most"))]
    return []


def _large_figures(figures: Sequence[tuple[str, str]]) -> QWidget:
    held = QWidget()
    row = FlowLayout(held, FIGURES_APART)
    for figure, about in figures:
        column = QWidget()
        lines = QVBoxLayout(column)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(plain_label(figure, "figure", wrap=False))
        lines.addWidget(plain_label(about, wrap=False), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(column)
    return held


def _stated(phase: Phase) -> set[str]:
    """The lines of the app's own plan that the card says by other means; a plan of someone else is shown line by line."""
    return {text for text in default_plan().phases[phase].do if "{session}" in text or "{rest}" in text or text == PRESS}

"""What the plan says of a phase: its two figures large, then what to do, what waits and what is never right as rows; or three lines of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.plan.protocol import Phase, PhasePlan
from tracker.formats.texts import in_a_row, number_text
from tracker.language import _
from tracker.library.plans import default_plan
from tracker.wording.plan import exercise_name
from ui.widgets.labels import breakable, plain_label

SPACE = 8
SHORT = 3  # lines of a phase that does not go on
LABEL_WIDTH = 88  # px, at least


class PhaseLines(QWidget):
    """Shows a phase as the plan in force has it; filled anew only where its text differs."""

    def __init__(self) -> None:
        super().__init__()
        self._filled = ""
        self._held = QWidget()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self._held)

    def show_plan(self, plan: PhasePlan, *, is_short: bool, has_figures: bool) -> None:
        """Show a phase, in three lines or whole; with its session and its rest large where it has both."""
        if self._filled == (filled := f"{plan!r} {is_short} {has_figures}"):
            return
        self._filled = filled
        fresh = _short(plan) if is_short else _whole(plan, has_figures=has_figures)
        self._layout.replaceWidget(self._held, fresh)
        self._held.hide()
        self._held.deleteLater()
        self._held = fresh


def _short(plan: PhasePlan) -> QWidget:
    held = QWidget()
    layout = QVBoxLayout(held)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE)
    for text in plan.do[:SHORT]:
        layout.addWidget(plain_label(breakable(plan.worded(_(text)))))
    return held


def _whole(plan: PhasePlan, *, has_figures: bool) -> QWidget:
    held = QWidget()
    layout = QVBoxLayout(held)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(2 * SPACE)
    figures = _large_figures(plan) if has_figures else None
    if figures is not None:
        layout.addWidget(figures)
    stated = _stated() if figures is not None else set()
    do = [plan.worded(_(text)) for text in plan.do if text not in stated]
    if plan.exercises:
        do.append(in_a_row(exercise_name(exercise) for exercise in plan.exercises))
    rows = (
        (_("Meanwhile") if figures is not None else _("To do"), do),
        (_("Not now"), [plan.worded(_(text)) for text in plan.not_now]),
        (_("Never"), [plan.worded(_(text)) for text in plan.never]),
    )
    grid = QGridLayout()
    grid.setHorizontalSpacing(SPACE)
    grid.setVerticalSpacing(SPACE)
    grid.setColumnMinimumWidth(0, LABEL_WIDTH)
    grid.setColumnStretch(1, 1)
    for place, (name, texts) in enumerate((name, texts) for name, texts in rows if texts):
        grid.addWidget(plain_label(name, "strong", wrap=False), place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(plain_label(breakable("\n".join(texts))), place, 1)
    layout.addLayout(grid)
    return held


def _large_figures(plan: PhasePlan) -> QWidget | None:
    """How long, and how long without, where the phase has both; None where it has not."""
    if plan.session is None or plan.rest is None:
        return None
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4 * SPACE)
    for figure, about in ((plan.session, _("at most, in a damp cloth")), (plan.rest, _("without, at least"))):
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(plain_label(_("{minutes} min").format(minutes=number_text(figure.value)), "figure", wrap=False))
        column.addWidget(plain_label(about), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
    row.addStretch(1)
    return held


def _stated() -> set[str]:
    """The lines of the app's own plan that say what the large figures say; a plan of someone else is shown line by line."""
    return {text for text in default_plan().phases[Phase.ICE].do if "{session}" in text or "{rest}" in text}

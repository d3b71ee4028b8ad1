"""The form of a phase's figures, each within its bounds; those that are changed become one's own."""

from typing import Any

from tracker.domain.entries import Issue
from tracker.domain.plan.figures import ICE_HOURS, Bounds, PlanFigure, Unit
from tracker.domain.plan.protocol import PHASE_FIGURES, Phase
from tracker.domain.plan.words import phase_name
from tracker.language import _
from tracker.services.form_drafts import FormDrafts
from tracker.services.history import Change
from tracker.services.plans import Plans
from ui.desk import Desk
from ui.forms.form import InPlaceForm, point_or_none
from ui.pages.plan.figure_row import FigureRow

KEYS = (ICE_HOURS, *PHASE_FIGURES)


class PlanFiguresForm(InPlaceForm):
    """Takes the phase whose figures it changes; the hours of ice are among those of the ice."""

    def __init__(self, desk: Desk, drafts: FormDrafts, plans: Plans, phase: Phase) -> None:
        super().__init__(desk, drafts, figures_form_name(phase), _("Figures of the plan: {phase}").format(phase=phase_name(phase)), _("Save"))
        self._plans = plans
        self._phase = phase
        self.figures = {key: FigureRow() for key in KEYS}
        for key, row in self.figures.items():
            self._issues[key] = row.issue
            self.rows.addWidget(row)
            row.changed.connect(self.on_typed)

    def fill(self) -> None:
        """The figures as they are in force."""
        places = {place.key: place for place in phase_figures(self._plans.figures(), self._phase)}
        for key, row in self.figures.items():
            row.setVisible(key in places)
            if key in places:
                row.show_place(places[key])

    def content(self) -> dict[str, Any]:
        """What stands in the fields in view."""
        return {key: row.value for key, row in self.figures.items() if not row.isHidden()}

    def show_content(self, content: dict[str, Any]) -> None:
        """Put kept data back; raises ValueError where the plan has other figures by now."""
        if content.keys() != self.content().keys():
            raise ValueError("other figures")
        for key, value in content.items():
            self.figures[key].show_value(point_or_none(value))

    def issues(self) -> list[Issue]:
        """A session longer than its limit is told at once, for both may be changed together."""
        session, limit = self.figures["session"].value, self.figures["at_most"].value
        if session is None or limit is None or self.figures["session"].isHidden() or session <= limit:
            return []
        return [Issue("session", Bounds(1, limit, Unit.MINUTES).refusal(_("Session")))]

    def record(self) -> Change:
        """Save the figures that are changed, the session before its limit where it becomes shorter."""
        changed = [row for row in self.figures.values() if not row.isHidden() and row.is_changed]
        changed.sort(key=_goes_later)
        return self._plans.change_all([(row.place.name, row.value) for row in changed if row.place is not None])

    def focus_first(self) -> None:
        """The first figure in view."""
        next(row for row in self.figures.values() if not row.isHidden()).box.setFocus()


def figures_form_name(phase: Phase) -> str:
    """By what name half-typed figures of a phase are kept."""
    return f"plan figures, {phase.value}"


def phase_figures(places: tuple[PlanFigure, ...], phase: Phase) -> list[PlanFigure]:
    """The figures of a phase itself, not of its exercises; the hours of ice are among those of the ice."""
    return [place for place in places if place.exercise is None and (place.phase or Phase.ICE) is phase]


def _goes_later(row: FigureRow) -> bool:
    """A longer session needs its limit raised before it."""
    figure = row.place.figure if row.place else None
    is_session = row.place is not None and row.place.key == "session"
    return is_session and row.value is not None and figure is not None and row.value > figure.value

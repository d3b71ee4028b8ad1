"""The form of the limit on one ingredient: the label's figures can be made stricter."""

from typing import Any

from tracker.domain.dose_notices import ingredient_name
from tracker.domain.entries import MG_LIMIT, Issue
from tracker.domain.medicines import DOSES_LIMIT, HOURS_LIMIT, Bound
from tracker.language import _
from tracker.services.form_drafts import FormDrafts
from tracker.services.history import Change
from tracker.services.medicines import Medicines
from ui.desk import Desk
from ui.forms.form import InPlaceForm, point_or_none
from ui.widgets.fields.amount_box import AmountBox
from ui.widgets.fields.number_box import with_room
from ui.widgets.labels import plain_label

DAY_MG_STEP = 100


class LimitForm(InPlaceForm):
    """Sets own limits on an ingredient; an empty field leaves the label's."""

    def __init__(self, desk: Desk, drafts: FormDrafts, medicines: Medicines) -> None:
        super().__init__(desk, drafts, "medicine limit", _("Change a limit"), _("Save"))
        self._medicines = medicines
        self._ingredient = ""
        self.heading.hide()  # the row above says which it is
        self.mg = AmountBox(_("Most mg in 24 hours"), MG_LIMIT, DAY_MG_STEP)
        self.doses = AmountBox(_("Most doses in 24 hours"), DOSES_LIMIT)
        self.gap = AmountBox(_("Least hours between doses"), HOURS_LIMIT)
        self.rows.addWidget(plain_label(_("Stricter than the label, as you wish; an empty field leaves what the label says."), "muted"))
        for key, box in (("mg", self.mg), ("doses", self.doses), ("gap_hours", self.gap)):
            self.add_row(key, box.accessibleName(), with_room(box))
            box.changed.connect(self.on_typed)

    def open_for(self, ingredient: str) -> None:
        """Change the limit on an ingredient."""
        # First: what still waits to be kept belongs to the ingredient that was open, and its fields still hold it.
        self._keeper.keep_waiting()
        self._ingredient = ingredient
        self.open()

    def fill(self) -> None:
        """The person's own figures."""
        limit = self._medicines.limit(self._ingredient)
        self.setAccessibleName(_("Limit on {ingredient}").format(ingredient=ingredient_name(self._ingredient)))
        for box, bound in ((self.mg, limit.mg_in_24_hours), (self.doses, limit.doses_in_24_hours), (self.gap, limit.gap_hours)):
            box.show_amount(_own_value(bound))

    def is_for_subject(self, kept: dict[str, Any]) -> bool:
        """Whether it was kept of this ingredient."""
        return bool(kept.get("ingredient") == self._ingredient)

    def content(self) -> dict[str, Any]:
        """What stands in the fields."""
        return {"ingredient": self._ingredient, "mg": self.mg.amount(), "doses": self.doses.amount(), "gap": self.gap.amount()}

    def show_content(self, content: dict[str, Any]) -> None:
        """Put kept data back."""
        for box, name in ((self.mg, "mg"), (self.doses, "doses"), (self.gap, "gap")):
            box.show_amount(point_or_none(content[name]))

    def issues(self) -> list[Issue]:
        """Nothing is wrong by itself; what is above the label is refused."""
        return []

    def record(self) -> Change:
        """Save the limit."""
        given = {"mg": self.mg.amount(), "doses": self.doses.amount(), "gap_hours": self.gap.amount()}
        return self._medicines.lower_limit(self._ingredient, **given)

    def focus_first(self) -> None:
        """The mg."""
        self.mg.setFocus()


def _own_value(bound: Bound | None) -> float | None:
    return bound.value if bound is not None and bound.is_own else None

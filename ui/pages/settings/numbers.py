"""Whose numbers stand in "When to get help", and the person's own in place of them."""

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from tracker.changes import Touched
from tracker.domain.settings import ELSEWHERE, NUMBER_LIMIT
from tracker.language import _, desktop_country
from tracker.library.safety import country_of, safety
from tracker.services.settings import ChosenSettings
from tracker.wording.help import help_numbers
from ui.desk import Desk
from ui.widgets.card import Card
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels import plain_label

SPACE = 8


class NumbersCard(Card):
    """Chooses the country; a number typed stands in place of its own."""

    def __init__(self, desk: Desk, settings: ChosenSettings) -> None:
        super().__init__(_("Numbers to call"))
        self._desk = desk
        self._settings = settings
        self.country: ChoiceBox[str] = ChoiceBox(_("Country"))
        listed = [(country.code, _(country.name)) for country in safety().countries]
        self.country.set_options([("", _as_the_desktop()), *listed, (ELSEWHERE, _("Another country"))])
        self.emergency, self.advice = (_number_field(name) for name in (_("Emergency number"), _("Advice line")))
        self.body.addWidget(plain_label(_("They stand in “When to get help”. A number typed here stands in place of the country's."), "muted"))
        grid = QGridLayout()
        grid.setSpacing(SPACE)
        grid.setColumnStretch(1, 1)
        for row, field in enumerate((self.country, self.emergency, self.advice)):
            label = plain_label(field.accessibleName(), wrap=False)
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.refresh()
        self.country.chosen.connect(lambda: self._choose(country=self.country.value()))
        self.emergency.editingFinished.connect(lambda: self._choose(emergency_number=self.emergency.text().strip()))
        self.advice.editingFinished.connect(lambda: self._choose(advice_number=self.advice.text().strip()))

    def refresh(self) -> None:
        """Show what is chosen; a number that is being typed stays."""
        settings = self._settings.now
        # A code that a later version or a hand wrote is kept, and shown as what it stands for here.
        is_known = not settings.country or country_of(settings.country) is not None
        self.country.choose(settings.country if is_known else ELSEWHERE)
        numbers = help_numbers(settings)
        for field, own, shown in (
            (self.emergency, settings.emergency_number, numbers.emergency),
            (self.advice, settings.advice_number, numbers.advice),
        ):
            if not field.hasFocus():
                field.setText(own)
            field.setPlaceholderText(shown)

    def first_control(self) -> QWidget:
        """The country."""
        return self.country

    def _choose(self, **chosen: str) -> None:
        # A field that is left tells of it, though nothing was typed.
        if all(getattr(self._settings.now, name) == value for name, value in chosen.items()):
            return
        if self._desk.tell_failures(lambda: self._settings.choose(**chosen)):
            self._desk.feed.publish(Touched.SETTINGS)
        self.refresh()


def _as_the_desktop() -> str:
    country = country_of(desktop_country())
    return _("As the desktop ({country})").format(country=_(country.name)) if country else _("As the desktop (not known)")


def _number_field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setMaxLength(NUMBER_LIMIT)
    return field

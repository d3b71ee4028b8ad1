"""The choice of the place a chart is of."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox

from tracker.domain.periods import USUAL, SiteChoice
from tracker.language import _
from tracker.library.body import place_begins

OfferedSite = SiteChoice | None


class SiteField(QComboBox):
    """Offers the sites logged, and all of them together; what was wanted comes back as soon as it is offered again."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Place"))
        # Of a list without a label beside it, Linux is told the value alone.
        self.setAccessibleDescription(self.accessibleName())
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._offered: list[OfferedSite] = []
        self._wanted: OfferedSite = USUAL
        self.currentIndexChanged.connect(self._on_chosen)

    def chosen_site(self) -> OfferedSite:
        """The site chosen, the usual one where the wanted one is not offered; None for all."""
        return self._wanted if self._wanted in self._offered else USUAL

    def offer(self, sites: Sequence[str | None], *, with_all: bool) -> None:
        """Offer these sites, the most logged first."""
        named: list[OfferedSite] = [SiteChoice(site, usual=False) for site in sites]
        offered = [*named, None] if with_all and len(sites) > 1 else named
        with QSignalBlocker(self):
            if offered != self._offered:
                self._offered = offered
                self.clear()
                self.addItems([_name(choice) for choice in offered])
            if offered:
                self.setCurrentIndex(offered.index(self._wanted) if self._wanted in offered else 0)
        self.setVisible(len(sites) > 1)

    def _on_chosen(self, place: int) -> None:
        """By pointer, key, or a screen reader, which chooses without opening the list."""
        if 0 <= place < len(self._offered):
            self._wanted = self._offered[place]
            self.changed.emit()


def _name(choice: OfferedSite) -> str:
    if choice is None:
        return _("All places")
    return _("No place named") if choice.name is None else place_begins(choice.name)

"""The look of the window."""

from tracker.language import _, pgettext
from tracker.services.settings import ChosenSettings
from ui.desk import Desk
from ui.pages.settings.choosing import choose
from ui.pages.settings.open_setting import OpenSetting
from ui.pages.settings.rows import RowGroup
from ui.widgets.segmented_bar import SegmentedBar


class AppearanceGroup(RowGroup):
    """The theme, the contrast and the motion, each chosen where it stands."""

    def __init__(self, desk: Desk, settings: ChosenSettings) -> None:
        super().__init__()
        self._settings = settings
        themes = (("system", _("As the desktop")), ("light", pgettext("theme", "Light")), ("dark", pgettext("theme", "Dark")))
        self.theme = SegmentedBar(themes, _("Theme"))
        contrasts = (("system", _("As the desktop")), ("high", _("High contrast")), ("usual", _("Usual contrast")))
        self.contrast = SegmentedBar(contrasts, _("Contrast"))
        motions = (("system", _("As the desktop")), ("reduced", _("Reduced motion")), ("usual", _("Usual motion")))
        self.motion = SegmentedBar(motions, _("Motion"))
        self.add(
            OpenSetting(_("Theme"), self.theme, _("Prints and exports are always light.")),
            OpenSetting(_("Contrast"), self.contrast),
            OpenSetting(_("Motion"), self.motion),
        )
        self.theme.chosen.connect(lambda key: choose(desk, settings, theme=key))
        self.contrast.chosen.connect(lambda key: choose(desk, settings, contrast=key))
        self.motion.chosen.connect(lambda key: choose(desk, settings, motion=key))

    def refresh(self) -> None:
        """Show what is chosen."""
        self.theme.choose(self._settings.now.theme)
        self.contrast.choose(self._settings.now.contrast)
        self.motion.choose(self._settings.now.motion)

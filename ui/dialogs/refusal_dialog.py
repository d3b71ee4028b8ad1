"""Said in the place of the window when the diary cannot be opened; a damaged one can be replaced by its newest backup."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from tracker.domain.times import Clock
from tracker.errors import DiaryDamaged, DiaryUnavailable, TrackerError
from tracker.language import _
from tracker.paths import Paths
from tracker.services.backups import bring_back_newest, rescue_offered
from ui.widgets.buttons import main_button, ordinary_button
from ui.widgets.labels import plain_label

MARGIN = 24
SPACE = 16
WIDTH = 560


class RefusalDialog(QDialog):
    """Shows the sentence of the error; accepted means: try again."""

    def __init__(self, problem: DiaryUnavailable, paths: Paths, clock: Clock) -> None:
        super().__init__()
        self._paths = paths
        self._clock = clock
        self.setWindowTitle(_("Recovery Tracker"))
        self.setMinimumWidth(WIDTH)
        self.sentence = plain_label(problem.sentence)
        self.rescue_button = main_button(_("Open the newest backup"))
        self.rescue_button.clicked.connect(self._on_rescue)
        # Only a damaged diary is replaced: one that is locked, of a newer version, or out of reach is whole, and a backup would hide it.
        self.rescue_button.setVisible(isinstance(problem, DiaryDamaged) and rescue_offered(paths))
        self.again_button = ordinary_button(_("Try again"))
        self.again_button.clicked.connect(self.accept)
        self.quit_button = ordinary_button(_("Quit"))
        self.quit_button.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addStretch(1)
        for button in (self.quit_button, self.again_button, self.rescue_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(SPACE)
        layout.addWidget(plain_label(_("The diary could not be opened"), "title"))
        layout.addWidget(self.sentence)
        layout.addLayout(buttons)

    def _on_rescue(self) -> None:
        try:
            bring_back_newest(self._paths, self._clock)
        except TrackerError as problem:
            # The dialog stays: the person can try again, or quit, with the diary as it was.
            self.sentence.setText(problem.sentence)
            return
        self.accept()

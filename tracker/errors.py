"""Errors a person may read: each is one plain sentence saying what happened, what is safe and what to do."""


class TrackerError(Exception):
    """An error whose text is meant for the person at the screen."""

    @property
    def sentence(self) -> str:
        """The text to show."""
        return str(self)


class Refused(TrackerError):  # noqa: N818 - named for what happened: the deed was refused, nothing changed
    """A value, a date or a file was refused; nothing has changed. `field` names the field it is about, where it is about one."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class DiaryUnavailable(TrackerError):  # noqa: N818 - named for the state the person is told of
    """The diary cannot be opened, read or written just now: the world's fault, not a wrong value."""


class DiaryDamaged(DiaryUnavailable):
    """The diary file is damaged; nothing has been changed in it. `unreadable` has an Unreadable of each part, where known."""

    def __init__(self, sentence: str, unreadable: tuple[object, ...] = ()) -> None:
        super().__init__(sentence)
        self.unreadable = unreadable


class DiaryFromTheFuture(DiaryUnavailable):
    """A newer version of the app wrote the diary; it is left untouched."""


class PasswordNeeded(DiaryUnavailable):
    """A diary, or a file of one, has a password that was not given yet; it is left untouched. `unlock` of the services takes it."""


class DiaryBusy(DiaryUnavailable):
    """Another process held the diary for longer than the app waits."""

"""A password for the diary, by choice: turned on, changed, turned off, and given before a locked diary is opened.

Before there is an open diary: `is_locked`, `unlock`, `unlock_by_keyring`, `unlock_backup`, `wait_until_next`, `lock`. With one:
`Tracker.password`. Where nothing of it is turned on, nothing of it is imported.
"""

import secrets
from collections.abc import Callable, Generator
from datetime import timedelta
from pathlib import Path

from tracker.domain.passwords import refuse_weak
from tracker.domain.recovery_code import BITS, code_of, refuse_other
from tracker.domain.times import Clock
from tracker.errors import Refused
from tracker.language import _
from tracker.paths import Paths
from tracker.steps import Progress, meanwhile, run_to_end
from tracker.storage.connection import CIPHER_MAGIC, key_in_force, lock_all
from tracker.storage.database import Key
from tracker.storage.diary import Diary
from tracker.storage.encryption_extra import is_installed, refuse_missing


class Password:
    """The password of an open diary; `take_over` brings into it what still lies in plain among the settings."""

    def __init__(self, diary: Diary, clock: Clock, take_over: Callable[[], None]) -> None:
        self._diary = diary
        self._take_over = take_over
        self._clock = clock

    @property
    def is_on(self) -> bool:
        """Whether the diary has a password."""
        return self._diary.key is not None

    @property
    def is_opened_by_keyring(self) -> bool:
        """Whether the keyring of the desktop opens it at the start, unasked."""
        if not self.is_on:
            return False
        from tracker.storage.passwords.unlocking import is_opened_by_keyring

        return is_opened_by_keyring(self._diary.paths)

    def open_by_keyring(self, *, is_wanted: bool) -> None:
        """Let the keyring of the desktop open it at the start, or no longer; password and code open it in any case.

        Raises Refused, or DiaryUnavailable where what it needs is not installed, nothing changed.
        """
        from tracker.storage.passwords.unlocking import choose_keyring

        self._refuse_off()
        key = self._diary.key
        if key is None or not choose_keyring(self._diary.paths, key, is_wanted=is_wanted):
            raise Refused(_("The keyring of this computer is locked or missing. Nothing was changed; the password is asked as before."))

    def new_code(self) -> str:
        """A recovery code drawn at random, in groups of four, to be shown once and asked back by `turn_on` or `change_code`."""
        return code_of(secrets.randbits(BITS))

    def refuse_on(self) -> None:
        """Raise Refused or DiaryUnavailable where no password can be turned on, for one who is about to ask for it."""
        if self.is_on:
            raise Refused(_("The diary has a password already. Nothing was changed."))
        refuse_missing()

    def turn_on(self, password: str, code: str, typed: str) -> Generator[Progress, None, None]:
        """Give the diary a password, a part a step; `typed` is the code as the person typed it back. Raises Refused or DiaryUnavailable.

        Up to the switch all is as it was; after it the backups and what was set aside follow, one file a step. Closed or killed in between,
        they follow at the next unlocking.
        """
        from tracker.storage.passwords.key_files import forget_given_up, read_keys, write_keys
        from tracker.storage.passwords.wrapped import new_key

        self.refuse_on()
        refuse_weak(password)
        refuse_other(code, typed)
        yield Progress(0, words=_("Encrypting the diary"))
        key, wrapped = yield from meanwhile(lambda: new_key(password, code))
        # First: a diary of which the key is nowhere would be lost.
        write_keys(self._diary.paths.keys, wrapped)
        try:
            for _step in self._diary.switch_steps(key):
                yield Progress(0, words=_("Encrypting the diary"))
        finally:
            if not self.is_on:
                forget_given_up(self._diary.paths, wrapped)
            elif read_keys(self._diary.paths.keys) != wrapped:
                # Another program, which began the same meanwhile, has put its own in their place.
                write_keys(self._diary.paths.keys, wrapped)
        yield from self.follow_up()

    def turn_off(self, password: str) -> Generator[Progress, None, None]:
        """Take the password away, a part a step; raises Refused for a wrong one, or DiaryUnavailable.

        The backups come first, so that none is left behind that only a forgotten password opens.
        """
        from tracker.storage.passwords.files_beside import convert_steps, forget_keys
        from tracker.storage.passwords.unlocking import opened_steps

        self._refuse_off()
        paths = self._diary.paths
        key, wrapped, _is_code = yield from opened_steps(paths, password, self._clock.now())
        yield from _told(convert_steps(paths, None, key), _("Decrypting the diary"))
        for _step in self._diary.switch_steps(None):
            yield Progress(0, words=_("Decrypting the diary"))
        # Once more: a backup may have been written meanwhile.
        yield from _told(convert_steps(paths, None, key), _("Decrypting the diary"))
        forget_keys(paths)
        if wrapped.by_keyring is not None:
            _forget_secret(key)

    def change(self, now: str, new: str) -> None:
        """Take another password; `now` is the present one, or the recovery code. Raises Refused, nothing changed.

        No file of the diary is written anew, only its wrapped keys. Copies of them elsewhere are still opened by the old password.
        """
        from tracker.storage.passwords.key_files import renew_copies, write_keys
        from tracker.storage.passwords.unlocking import opened

        self._refuse_off()
        refuse_weak(new)
        key, wrapped, is_code = opened(self._diary.paths, now, self._clock.now())
        changed = wrapped.with_password(key, new)
        # Whoever has lost the password begins anew: nothing opens the diary any more but what was chosen now.
        write_keys(self._diary.paths.keys, changed.with_keyring(key, None) if is_code else changed)
        renew_copies(self._diary.paths)
        if is_code and wrapped.by_keyring is not None:
            _forget_secret(key)

    def change_code(self, password: str, code: str, typed: str) -> None:
        """Take another recovery code, as for one that somebody has seen; raises Refused, nothing changed."""
        from tracker.storage.passwords.key_files import renew_copies, write_keys
        from tracker.storage.passwords.unlocking import opened

        self._refuse_off()
        refuse_other(code, typed)
        key, wrapped, _is_code = opened(self._diary.paths, password, self._clock.now())
        write_keys(self._diary.paths.keys, wrapped.with_code(key, code))
        renew_copies(self._diary.paths)

    def follow_up(self) -> Generator[Progress, None, None]:
        """Bring what still lies beside the diary without its password to it, one file a step; no step where there is nothing.

        To be run after each unlocking: a kill may have left some. Raises Refused or, once all others are done, DiaryUnavailable where one could
        not be.
        """
        from tracker.storage.passwords.files_beside import convert_steps

        if (key := self._diary.key) is not None:
            self._take_over()
            yield from _told(convert_steps(self._diary.paths, key, None), _("Encrypting the diary"))

    def _refuse_off(self) -> None:
        if not self.is_on:
            raise Refused(_("The diary has no password. Nothing was changed."))


def is_available() -> bool:
    """Whether what a password needs is installed; `refuse_on` says what to install."""
    return is_installed()


def refuse_unavailable() -> None:
    """Raise DiaryUnavailable, with the command that installs what a password needs, where that is missing."""
    refuse_missing()


def is_locked(paths: Paths) -> bool:
    """Whether the diary has a password that was not given yet, as its beginning tells; not to be asked while the diary is open."""
    try:
        with paths.diary.open("rb") as file:
            return file.read(len(CIPHER_MAGIC)) == CIPHER_MAGIC and key_in_force(paths.data) is None
    except OSError:
        return False


def unlock(paths: Paths, clock: Clock, secret: str) -> bool:
    """What `unlock_steps` does, at once."""
    return run_to_end(unlock_steps(paths, clock, secret))


def unlock_steps(paths: Paths, clock: Clock, secret: str) -> Generator[Progress, None, bool]:
    """Take the password or the recovery code of a diary, before it is opened or behind a locked screen; whether it was the code.

    Whoever came in by the code has forgotten the password: `Password.change` takes the code in its place. Raises Refused for a wrong one and,
    after five of them, for any before its time; DiaryUnavailable where what it needs is not installed.
    """
    from tracker.storage.passwords import unlocking

    return (yield from unlocking.unlock_steps(paths, secret, clock.now()))


def unlock_by_keyring(paths: Paths) -> bool:
    """Take what opens a diary from the keyring of the desktop, at a start and where the person chose that; whether it is open now."""
    from tracker.storage.passwords.unlocking import unlock_by_keyring

    return unlock_by_keyring(paths)


def unlock_backup(file: Path, secret: str) -> None:
    """What `unlock_backup_steps` does, at once."""
    run_to_end(unlock_backup_steps(file, secret))


def unlock_backup_steps(file: Path, secret: str) -> Generator[Progress, None, None]:
    """Take the password or the code of a backup from elsewhere, by the keys beside it; raises Refused."""
    from tracker.storage.passwords.unlocking import unlock_file_steps

    yield from unlock_file_steps(file, secret)


def wait_until_next(paths: Paths, clock: Clock) -> timedelta:
    """How long nobody may try a password; nothing where one may. The recovery code may be given at any time."""
    from tracker.storage.passwords.attempts import AttemptCount

    return AttemptCount(paths.attempts).so_far().wait(clock.now())


def lock() -> None:
    """Forget all keys; the diary is to be closed before."""
    lock_all()


def _forget_secret(key: Key) -> None:
    from tracker.storage.passwords.desktop_keyring import forget_secret

    forget_secret(key.number.hex())


def _told(steps: "Generator[int, None, None]", words: str) -> Generator[Progress, None, None]:
    """Steps that tell how many are left, as progress."""
    for done, left in enumerate(steps, start=1):
        yield Progress(done, done + left, words)

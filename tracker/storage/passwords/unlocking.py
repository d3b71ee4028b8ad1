"""The password, the code, or a secret in the keyring, given for a diary: its key is in force from then on, and its files are made good."""

import os
from collections.abc import Generator
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from tracker import extra_libraries
from tracker.domain.passwords import refuse_wait, wrong_password
from tracker.domain.recovery_code import number_of
from tracker.errors import Refused
from tracker.paths import Paths, keys_beside
from tracker.steps import Progress, meanwhile, run_to_end
from tracker.storage.connection import CIPHER_MAGIC, NUMBER_LENGTH, put_in_force, unlock
from tracker.storage.database import Key
from tracker.storage.encryption_extra import is_installed, refuse_missing
from tracker.storage.passwords.attempts import AttemptCount
from tracker.storage.passwords.key_files import read_keys, renew_copies, wrapped_keys, write_keys
from tracker.storage.passwords.wrapped import SECRET_LENGTH, WrappedKey


def unlock_steps(paths: Paths, secret: str, now: datetime) -> Generator[Progress, None, bool]:
    """Put the key of a diary in force; whether it was opened by its recovery code. Raises Refused where the secret is neither."""
    key, wrapped, is_code = yield from opened_steps(paths, secret, now)
    _put_in_force(paths, key, wrapped)
    return is_code


def opened(paths: Paths, secret: str, now: datetime) -> tuple[Key, WrappedKey, bool]:
    """What `opened_steps` gives, at once."""
    return run_to_end(opened_steps(paths, secret, now))


def opened_steps(paths: Paths, secret: str, now: datetime) -> Generator[Progress, None, tuple[Key, WrappedKey, bool]]:
    """The key of a diary, as it is wrapped, and whether the secret is its recovery code; raises Refused, the attempt counted.

    A password is stretched for as long as half a second, in which whoever waits stays alive.
    """
    refuse_missing()
    count = AttemptCount(paths.attempts)
    candidates = wrapped_keys(paths, number_in(paths.diary))
    # A code can be guessed by nobody, and whoever has it is let in at once.
    if number_of(secret) is not None:
        for wrapped in candidates:
            if (key := wrapped.opened_by_code(secret)) is not None:
                count.forget()
                return key, wrapped, True
    refuse_wait(count.so_far(), now)
    count.add(now)
    for wrapped in candidates:
        if (key := (yield from meanwhile(partial(wrapped.opened_by_password, secret)))) is not None:
            count.forget()
            return key, wrapped, False
    raise wrong_password()


def unlock_by_keyring(paths: Paths) -> bool:
    """Put the key of a diary in force by the secret in the keyring, where the person chose that; whether it did. Nobody is asked anything."""
    number = number_in(paths.diary)
    candidates = [wrapped for wrapped in wrapped_keys(paths, number) if wrapped.by_keyring is not None]
    if number is None or not candidates or not is_installed():
        return False
    from tracker.storage.passwords.desktop_keyring import kept_secret

    secret = kept_secret(number.hex())
    for wrapped in candidates:
        if secret is not None and (key := wrapped.opened_by_keyring(secret)) is not None:
            _put_in_force(paths, key, wrapped)
            return True
    return False


def choose_keyring(paths: Paths, key: Key, *, is_wanted: bool) -> bool:
    """Let the keyring open the diary of a key, or no longer; whether that was done. Raises Refused, or DiaryUnavailable where it is not installed."""
    from tracker.storage.passwords import desktop_keyring

    wrapped = next(iter(wrapped_keys(paths, key.number)), None)
    if wrapped is None:
        return False
    secret = None
    if is_wanted:
        extra_libraries.refuse_missing(desktop_keyring.NEEDED)
        secret = os.urandom(SECRET_LENGTH)
        if not desktop_keyring.keep_secret(key.number.hex(), secret):
            return False
    try:
        write_keys(paths.keys, wrapped.with_keyring(key, secret))
    except Refused:
        if is_wanted and wrapped.by_keyring is None:
            desktop_keyring.forget_secret(key.number.hex())
        raise
    renew_copies(paths)
    if not is_wanted:
        # Last: without what it opens it is worth nothing, should the keyring not let go of it.
        desktop_keyring.forget_secret(key.number.hex())
    return True


def is_opened_by_keyring(paths: Paths) -> bool:
    """Whether the person chose that; the keyring is not asked."""
    wrapped = read_keys(paths.keys)
    return wrapped is not None and wrapped.by_keyring is not None


def unlock_file_steps(file: Path, secret: str) -> Generator[Progress, None, None]:
    """Let a backup from elsewhere be read, by the keys beside it; raises Refused where there are none, or the secret does not open them."""
    refuse_missing()
    wrapped = read_keys(keys_beside(file))
    key = None
    if wrapped is not None:
        key = wrapped.opened_by_code(secret) or (yield from meanwhile(partial(wrapped.opened_by_password, secret)))
    if key is None:
        raise wrong_password()
    unlock(key)


def number_in(file: Path) -> bytes | None:
    """The number of the key of a file, as its beginning tells; None where it has none, is damaged or missing."""
    with suppress(OSError), file.open("rb") as opened_file:
        start = opened_file.read(len(CIPHER_MAGIC) + NUMBER_LENGTH)
        if start.startswith(CIPHER_MAGIC):
            return start.removeprefix(CIPHER_MAGIC)
    return None


def _put_in_force(paths: Paths, key: Key, wrapped: WrappedKey) -> None:
    put_in_force(paths.data, key)
    with suppress(Refused):  # it is open; what is lost is made good the next time
        if read_keys(paths.keys) != wrapped:
            write_keys(paths.keys, wrapped)
        renew_copies(paths)

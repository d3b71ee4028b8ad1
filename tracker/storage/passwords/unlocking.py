"""A password, or the recovery code, given for the diary of a folder: its key found, from then on in force, and its files made good."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from tracker.domain.passwords import refuse_wait, wrong_password
from tracker.domain.recovery_code import number_of
from tracker.errors import Refused
from tracker.paths import Paths, keys_beside
from tracker.storage.connection import CIPHER_MAGIC, NUMBER_LENGTH, put_in_force, unlock
from tracker.storage.database import Key
from tracker.storage.encryption_extra import refuse_missing
from tracker.storage.passwords.attempts import AttemptCount
from tracker.storage.passwords.key_files import read_keys, renew_copies, wrapped_keys, write_keys
from tracker.storage.passwords.wrapped import WrappedKey


def unlock_diary(paths: Paths, secret: str, now: datetime) -> bool:
    """Put the key of a diary in force; whether it was opened by its recovery code. Raises Refused where the secret is neither."""
    key, wrapped, is_code = opened(paths, secret, now)
    put_in_force(paths.data, key)
    with suppress(Refused):  # it is open; what is lost is made good the next time
        if read_keys(paths.keys) != wrapped:
            write_keys(paths.keys, wrapped)
        renew_copies(paths)
    return is_code


def opened(paths: Paths, secret: str, now: datetime) -> tuple[Key, WrappedKey, bool]:
    """The key of a diary, as it is wrapped, and whether the secret is its recovery code; raises Refused, the attempt counted."""
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
        if (key := wrapped.opened_by_password(secret)) is not None:
            count.forget()
            return key, wrapped, False
    raise wrong_password()


def unlock_file(file: Path, secret: str) -> None:
    """Let a backup from elsewhere be read, by the keys beside it; raises Refused where there are none, or the secret does not open them."""
    refuse_missing()
    wrapped = read_keys(keys_beside(file))
    key = None if wrapped is None else wrapped.opened_by_code(secret) or wrapped.opened_by_password(secret)
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

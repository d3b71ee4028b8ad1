"""What lies beside the diary brought to its key, or to none: the backups, and what was set aside. Each file by itself, the old or the new one."""

import contextlib
from collections.abc import Generator, Iterator
from pathlib import Path

from tracker.errors import DiaryDamaged, DiaryUnavailable, TrackerError
from tracker.files import atomic_produce, atomic_write
from tracker.language import ngettext
from tracker.paths import KEYS, Paths, keys_beside
from tracker.storage.backups.kept import fingerprint, is_as_written
from tracker.storage.backups.names import automatic_backups
from tracker.storage.backups.notes import CONVERTED, FINGERPRINT, is_ordinary, read_note, write_note
from tracker.storage.database import Key
from tracker.storage.passwords.conversion import convert
from tracker.storage.passwords.key_files import read_keys
from tracker.storage.passwords.sealing import ENDING, number_of_sealed, seal, unseal
from tracker.storage.passwords.unlocking import number_in

SET_ASIDE = "damaged-*"


def convert_steps(paths: Paths, key: Key | None, old_key: Key | None) -> Generator[int, None, None]:
    """Bring all files of the diary but itself to a key, or to none, one a step, which tells how many are left; what is so already is passed over.

    Raises DiaryUnavailable, once all others are done, where one could not be.
    """
    wanted = list(unlike(paths, key, old_key))
    failed = 0
    for place, file in enumerate(wanted):
        try:
            with contextlib.suppress(FileNotFoundError):  # thinned out meanwhile
                _convert_one(paths, file, key, old_key)
        except (TrackerError, OSError):
            failed += 1
        yield len(wanted) - place - 1
    if failed:
        words = ngettext(
            "{count} file in {folder} could not be changed and is as it was. The diary is safe; look at the folder and try again.",
            "{count} files in {folder} could not be changed and are as they were. The diary is safe; look at the folder and try again.",
            failed,
        )
        raise DiaryUnavailable(words.format(count=failed, folder=paths.data))


def unlike(paths: Paths, key: Key | None, old_key: Key | None) -> Iterator[Path]:
    """The files of the diary beside it that are not of a key, though they could be."""
    for backup in automatic_backups(paths.backups):
        if _is_own(backup.path) and _is_to_change(number_in(backup.path), key, old_key):
            yield backup.path
    for file in sorted(paths.data.glob(SET_ASIDE)):
        if _is_own(file) and not file.name.endswith(KEYS):
            is_sealed = file.name.endswith(ENDING) and number_of_sealed(file) is not None
            if (key is None and is_sealed) or (key is not None and not is_sealed and not _is_encrypted(file)):
                yield file


def forget_keys(paths: Paths) -> None:
    """Remove the wrapped keys that nothing needs any more, since what they open has no password."""
    for file in (paths.keys, *(file for folder in (paths.data, paths.backups) for file in folder.glob(f"*{KEYS}"))):
        opened = file.with_name(file.name.removesuffix(KEYS))
        if file == paths.keys or number_in(opened) is None:
            with contextlib.suppress(OSError):
                file.unlink()


def _convert_one(paths: Paths, file: Path, key: Key | None, old_key: Key | None) -> None:
    if file.parent == paths.backups:
        try:
            _convert_backup(paths, file, key, old_key)
        except DiaryDamaged:
            if key is not None:
                seal(file, key)
            # Else it stays as it is, with its keys beside it.
    elif key is None and old_key is not None:
        unseal(file, old_key)
    elif key is not None:
        seal(file, key)


def _convert_backup(paths: Paths, file: Path, key: Key | None, old_key: Key | None) -> None:
    was_sound = is_as_written(file)

    def write(beside: Path) -> None:
        convert(file, old_key if number_in(file) is not None else None, beside, key)
        if was_sound:
            # Before it has its place: whichever of the two files is there after a kill, its fingerprint is.
            write_note(file, read_note(file) | {FINGERPRINT: fingerprint(file), CONVERTED: fingerprint(beside)})

    if key is not None and (own := read_keys(paths.keys)) is not None:
        atomic_write(keys_beside(file), own.as_bytes())
    atomic_produce(file, write)
    if key is None:
        with contextlib.suppress(OSError):
            keys_beside(file).unlink()


def _is_to_change(number: bytes | None, key: Key | None, old_key: Key | None) -> bool:
    if key is None:
        return number is not None and old_key is not None and number == old_key.number
    return number is None


def _is_own(file: Path) -> bool:
    try:
        return is_ordinary(file)
    except OSError:
        return False


def _is_encrypted(file: Path) -> bool:
    """Whether a file that was set aside, or the one that a journal belongs to, is encrypted already."""
    return any(number_in(opened) is not None for opened in (file, file.with_name(file.name.removesuffix("-journal"))))

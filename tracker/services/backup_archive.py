"""A backup as the archive of the copy of the diary it holds, so that it can be merged as any other copy."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from tracker.domain.sync.records import sections_of
from tracker.storage.backups.restore import restored_aside
from tracker.storage.sync.archive import ArchiveStore
from tracker.storage.values import instant_text


@contextmanager
def archive_of_backup(backup: Path, folder: Path, now: datetime) -> Iterator[Path]:
    """An archive in the data folder, gone again afterwards, of a backup read under guard; raises Refused."""
    from tracker.exporters.archive_json import write_archive

    with TemporaryDirectory(prefix=".aside-", dir=folder) as private:
        archive = Path(private) / backup.name
        with restored_aside(backup, folder) as aside:
            write_archive(archive, instant_text(now), sections_of(ArchiveStore(aside).read().copy))
        yield archive

"""A backup in words: when it was made, what it holds, and why and until when it is kept."""

from tracker.domain.backups import Backup, Why
from tracker.domain.times import Moment
from tracker.domain.words import time_words
from tracker.formats.texts import date_text, dates, number_text
from tracker.language import N_, _, ngettext

_REASONS = {
    Why.RESTORE: N_("before a backup was restored"),
    Why.RESCUE: N_("before a damaged diary was replaced"),
    Why.PLAN: N_("before a plan was imported"),
    Why.MERGE: N_("before another copy was merged"),
}
MEGABYTE = 1_000_000


def made_words(backup: Backup, zone: str) -> str:
    """When a backup was made, where the person is now: "25 Nov 2026, 13:05"."""
    return time_words(Moment.of(backup.made_at, zone).local)


def backup_words(backup: Backup, zone: str) -> str:
    """What there is to know of a backup beside when it was made; of its soundness only that it is damaged."""
    words = [_("damaged")] if backup.is_sound is False else []
    if backup.entries is not None:
        words.append(ngettext("{n} entry", "{n} entries", backup.entries).format(n=number_text(backup.entries)))
    # Translators: the size of a file in megabytes.
    words.append(_("{size} MB").format(size=number_text(backup.size / MEGABYTE, 1)))
    if backup.why is not None and backup.kept_until is not None:
        words.append(_(_REASONS[backup.why]))
        words.append(_("kept until {day}").format(day=date_text(Moment.of(backup.kept_until, zone).day, dates().day_year)))
    return ", ".join(words)

"""Passwords and codes as a command is given them: typed unseen at a terminal, or line by line from a file that the caller has opened."""

import os
import sys
from pathlib import Path

import click

from tracker.domain.passwords import sealing_words
from tracker.domain.times import Clock
from tracker.errors import Refused
from tracker.language import _
from tracker.paths import Paths
from tracker.services.password import unlock, unlock_backup, unlock_by_keyring

LONGEST = 4096
# At a terminal a slip of the fingers is no reason to type the whole command again.
TRIES = 3


class SecretSource:
    """Where a command asks; `number` is that of an open file, None for the terminal."""

    def __init__(self, number: int | None) -> None:
        self._number = number

    @property
    def is_terminal(self) -> bool:
        """Whether a person is asked, who may be asked again."""
        return self._number is None

    @property
    def is_nobody(self) -> bool:
        """Whether there is neither an open file nor a terminal."""
        return self._number is None and (sys.stdin is None or not sys.stdin.isatty())

    def ask(self, question: str) -> str:
        """What is answered; raises Refused where there is nobody to ask."""
        if self._number is not None:
            return _line_of(self._number)
        _refuse_nobody(self)
        # On standard error: the answer of the command is on the other.
        answer: str = click.prompt(question, hide_input=True, err=True, default="", show_default=False)
        return answer


def unlock_asking(source: SecretSource, paths: Paths, clock: Clock) -> None:
    """Ask for the password of the diary until it is given, up to three times at a terminal; raises Refused.

    Nobody is asked where the keyring opens it, unless a password is given all the same.
    """
    if source.is_terminal and unlock_by_keyring(paths):
        return
    for left in reversed(range(TRIES if source.is_terminal else 1)):
        secret = source.ask(_("Password, or recovery code"))
        try:
            unlock(paths, clock, secret)
        except Refused as problem:
            if not left:
                raise
            click.echo(problem.sentence, err=True)
        else:
            return


def unlock_backup_asking(source: SecretSource, file: Path) -> None:
    """Ask for the password of a backup from elsewhere; raises Refused."""
    unlock_backup(file, source.ask(_("Password, or recovery code, of {file}").format(file=file)))


def new_password(source: SecretSource) -> str:
    """A new password, typed twice at a terminal, where nobody sees it; raises Refused."""
    new = source.ask(_("New password"))
    if source.is_terminal and source.ask(_("New password once more")) != new:
        raise Refused(_("The two are not the same. Nothing was changed; type it once more."), "password")
    return new


def password_for_file(source: SecretSource) -> str:
    """The password that a file is to have; at a terminal it is said before how far it goes. Raises Refused."""
    _refuse_nobody(source)
    if source.is_terminal:
        click.echo(sealing_words(), err=True)
    return new_password(source)


def password_of_file(source: SecretSource) -> str:
    """The password that a file from elsewhere has; raises Refused."""
    _refuse_nobody(source)
    return source.ask(_("Password"))


def _refuse_nobody(source: SecretSource) -> None:
    if source.is_nobody:
        raise Refused(_("A password is needed. Nothing was changed; run this in a terminal, or give the password by --password-fd."))


def _line_of(number: int) -> str:
    """The next line of an open file, without its end; read byte by byte, so that the line after it is still there for the next question."""
    read = bytearray()
    try:
        while len(read) < LONGEST and (byte := os.read(number, 1)) not in {b"", b"\n"}:
            read += byte
    except OSError as problem:
        raise Refused(
            _("No password can be read from {number} ({reason}). Nothing was changed.").format(number=number, reason=problem.strerror)
        ) from problem
    return read.decode("utf-8", "surrogateescape").removesuffix("\r")

"""Files under a password in the format of age (age-encryption.org/v1, https://c2sp.org/age), which any age program opens and makes: by pyrage.

Ours is the look at how hard a file makes it, before pyrage is called: it would take as much memory as a file asks for.
"""

import errno
import os
import re
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

from tracker import age_process
from tracker.age_process import NOT_WHOLE, NUMBER, OPEN, SEAL, TOO_HARD, WRONG_PASSWORD
from tracker.steps import Progress, meanwhile

NEEDED = ("pyrage",)
MAGIC = b"age-encryption.org/v1\n"
# The power of two of scrypt's N, a kilobyte each. pyrage takes what it thinks takes a second: 18 to 20 here, 21 on what is half as fast again.
HARDEST = 21
LARGEST = 1 << 29  # bytes: all of a file is in memory, several times
HEADER = re.compile(re.escape(MAGIC) + rb"-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)\n")
PROGRAM = Path(age_process.__file__)


class WrongPassword(Exception):  # noqa: N818 - named for what it is
    """The password does not open the file."""


class NotWhole(Exception):  # noqa: N818 - named for what it is
    """The file is cut or changed, or is none under a password."""


class TooHard(Exception):  # noqa: N818 - named for what it is
    """To open the file would take more memory, or time, than a file of others may ask for."""


def seal_steps(content: bytes, password: str) -> Generator[Progress, None, bytes]:
    """The file that holds a content under a password, waited for step by step; raises OSError where this computer has not enough memory.

    Given up before its end, the program that does it is gone.
    """
    made = yield from _done(SEAL, content, password)
    if _power(made) > HARDEST:
        raise _no_memory()
    return made


def open_steps(file: bytes, password: str) -> Generator[Progress, None, bytes]:
    """What a file holds, seen to be whole, waited for as in `seal_steps`; raises WrongPassword, NotWhole, TooHard, or OSError as that does."""
    if _power(file) > HARDEST:
        raise TooHard
    return (yield from _done(OPEN, file, password))


def _power(file: bytes) -> int:
    header = HEADER.match(file)
    if header is None:
        raise NotWhole
    return int(header[1])


def _done(deed: str, content: bytes, password: str) -> Generator[Progress, None, bytes]:
    try:
        secret = password.encode()
    except UnicodeEncodeError as problem:  # half of a letter, which no file is under
        raise WrongPassword from problem
    # Without its own folder among those that are looked through for modules: some of ours have names of others.
    command = [sys.executable, "-P", str(PROGRAM), deed]
    process = subprocess.Popen(  # noqa: S603 - our own program; what is from outside goes in by the pipe
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    told = len(secret).to_bytes(NUMBER, "big") + secret + content
    with process:
        # In a thread: whoever fills a pipe, or empties one, is held up by it. To end what has ended does nothing.
        made, _errors = yield from meanwhile(lambda: process.communicate(told), process.kill)
    reasons = {WRONG_PASSWORD: WrongPassword, NOT_WHOLE: NotWhole, TOO_HARD: TooHard}
    if process.returncode in reasons:
        raise reasons[process.returncode]
    if process.returncode:
        raise _no_memory()
    return made


def _no_memory() -> OSError:
    return OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))

"""What a password must be, and how long after wrong ones nobody may try again."""

import unicodedata
from datetime import datetime, timedelta
from typing import NamedTuple

from tracker.errors import Refused
from tracker.language import _, ngettext

LEAST = 8
FREE_ATTEMPTS = 5
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=15)


class WrongAttempts(NamedTuple):
    """How many wrong passwords were given in a row, and when the last of them."""

    wrong: int = 0
    last: datetime | None = None

    def wait(self, now: datetime) -> timedelta:
        """How long from now on nobody may try: nothing up to five, then twice as long each time."""
        if self.wrong < FREE_ATTEMPTS or self.last is None:
            return timedelta(0)
        whole = min(FIRST_WAIT * (1 << min(self.wrong - FREE_ATTEMPTS, 10)), LONGEST_WAIT)
        # A clock set back makes it no longer than it ever was.
        return min(whole, max(timedelta(0), self.last + whole - now))


def refuse_weak(password: str) -> None:
    """Raise Refused for a password that anybody tries first."""
    if len(password) < LEAST or len(set(password)) == 1:
        words = ngettext(
            "The password is too easy to guess. Nothing was changed; take at least {count} character, best a few words.",
            "The password is too easy to guess. Nothing was changed; take at least {count} characters, best a few words.",
            LEAST,
        )
        raise Refused(words.format(count=LEAST), "password")


def refuse_wait(attempts: WrongAttempts, now: datetime) -> None:
    """Raise Refused while nobody may try a password."""
    wait = attempts.wait(now)
    if wait:
        raise Refused(wait_words(wait), "password")


def wait_words(wait: timedelta) -> str:
    """How long still nobody may try a password, in a sentence."""
    seconds = -(-wait // timedelta(seconds=1))
    words = ngettext(
        "Too many wrong passwords. The diary is safe; wait {count} second, or give the recovery code.",
        "Too many wrong passwords. The diary is safe; wait {count} seconds, or give the recovery code.",
        seconds,
    )
    return words.format(count=seconds)


def wrong_password() -> Refused:
    """The refusal of a password or a code that does not open the diary."""
    return Refused(_("That is not the password of this diary. The diary is safe; try again, or give the recovery code."), "password")


def unusual_letters() -> Refused:
    """The refusal of a password that would not open its file everywhere."""
    words = _("Not every program would take this password. Nothing was changed; choose a shorter one, without unusual letters.")
    return Refused(words, "password")


def composed(password: str) -> str:
    """A password with its accents put together, as most keyboards do: the same whatever keyboard it is typed on."""
    return unicodedata.normalize("NFC", password)


def as_bytes(password: str) -> bytes:
    """A password as its key is made from it; half of a pair is kept, and is no error."""
    return composed(password).encode("utf-8", "surrogatepass")


def sealing_words() -> str:
    """What whoever gives a file a password of its own has to know."""
    return _(
        "Whoever has the file can try passwords as fast as their computer can. A forgotten one cannot be recovered: "
        "for a file there is no recovery code."
    )

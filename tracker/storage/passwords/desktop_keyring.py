"""The keyring of the desktop, the one place that knows its library: it may hold a secret that opens a diary, and nothing depends on it.

Only the keyrings of the systems themselves: others that the library finds, or that its settings name, may keep what they are given in plain. A
locked one is left so, since its question would stand in the way of ours; and one that does not answer is given up.
"""

import sys
from collections.abc import Callable
from contextlib import closing, suppress
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "recovery-tracker"
LONGEST_WAIT = 5.0  # seconds
NEEDED = ("keyring",)


def kept_secret(name: str) -> bytes | None:
    """The secret of a name; None where there is none, or no keyring that gives it."""
    try:
        return bytes.fromhex(_answer(lambda: open_keyring().get_password(SERVICE, name)) or "") or None
    except ValueError:
        return None


def keep_secret(name: str, secret: bytes) -> bool:
    """Put a secret into the keyring; whether it is there now."""

    def keep() -> None:
        open_keyring().set_password(SERVICE, name, secret.hex())

    _answer(keep)
    return kept_secret(name) == secret


def forget_secret(name: str) -> None:
    """Take a secret out of the keyring, if it can be."""

    def forget() -> None:
        open_keyring().delete_password(SERVICE, name)

    _answer(forget)


def open_keyring() -> "KeyringBackend":
    """That of this system; raises whatever it likes where it is locked or missing."""
    if sys.platform == "win32":
        from keyring.backends.Windows import WinVaultKeyring

        return WinVaultKeyring()
    if sys.platform == "darwin":
        from keyring.backends.macOS import Keyring as Keychain

        return Keychain()
    import secretstorage
    from keyring.backends.SecretService import Keyring

    with closing(secretstorage.dbus_init()) as bus:
        if secretstorage.Collection(bus).is_locked():
            raise PermissionError("the keyring is locked")
    return Keyring()  # type: ignore[no-untyped-call]


def _answer(question: Callable[[], str | None]) -> str | None:
    """What the keyring answers; None where it fails in any way, or takes too long."""
    answers: list[str | None] = []

    def ask() -> None:
        with suppress(Exception):  # whatever the keyring lacks, the password opens the diary
            answers.append(question())

    # Beside the rest: a service that is stuck answers nobody, and the password is to be asked all the same.
    asking = Thread(target=ask, daemon=True, name="keyring")
    asking.start()
    asking.join(LONGEST_WAIT)
    return answers[0] if answers else None

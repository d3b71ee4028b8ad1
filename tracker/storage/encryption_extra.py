"""What the password of the diary needs beside what the app needs: of the extra `encryption`, which need not be installed."""

NEEDED = ("sqlcipher3", "cryptography")


def is_installed() -> bool:
    """Whether all of it is there; nothing of it is imported."""
    from tracker import extra_libraries  # few diaries have a password

    return extra_libraries.are_there(NEEDED)


def refuse_missing() -> None:
    """Raise DiaryUnavailable, with the command that installs it, where it is not."""
    from tracker import extra_libraries

    extra_libraries.refuse_missing(NEEDED)

"""Where the data folder lies on this computer: the only importer of appdirs. A second start asks too, so nothing slow is imported."""

import os
from collections.abc import MutableMapping

APPLICATION = "recovery-tracker"
ENVIRONMENT_VARIABLE = "RECOVERY_TRACKER_DATA_DIR"
# Each holds one folder, and one that is not absolute counts as not set: so says the XDG Base Directory Specification, and of HOME POSIX.
FOLDER_VARIABLES = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")


class NoSuchFolder(ValueError):  # noqa: N818 - named for what is the matter
    """What was said of the data folder leads nowhere: its text is that."""


def forget_relative_folders(environment: MutableMapping[str, str]) -> None:
    """Take out of the environment what is set but names no folder: every library then looks where it would without."""
    # Windows has no such rule, and elsewhere than in HOME it keeps a home.
    for name in FOLDER_VARIABLES if os.name == "posix" else ():
        if name in environment and not os.path.isabs(environment[name]):
            del environment[name]


def data_folder(chosen: str | None = None) -> str:
    """The whole path of the folder `chosen`, else of the one the environment names, else of the desktop's usual place; raises NoSuchFolder."""
    told = (os.environ.get(ENVIRONMENT_VARIABLE) or _usual()) if chosen is None else chosen
    folder = os.path.expanduser(told)
    # Else a folder of the name "~somebody" would be made where one happens to be: nobody means that, and it would not be found again.
    if not folder or (folder.startswith("~") and folder == told):
        raise NoSuchFolder(told)
    if os.path.isabs(folder):
        return folder
    try:
        # Not abspath: it takes "link/.." for the folder that holds the link.
        return os.path.join(os.getcwd(), folder)
    except OSError as problem:  # the working folder is gone
        raise NoSuchFolder(told) from problem


def _usual() -> str:
    import appdirs

    # appauthor: without it appdirs takes the name for the author too, and on Windows the folder lies in another of the same name.
    return str(appdirs.user_data_dir(APPLICATION, appauthor=False))

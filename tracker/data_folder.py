"""Where the data folder lies on this computer: the only importer of appdirs. A second start asks too, so nothing slow is imported."""

import os

APPLICATION = "recovery-tracker"
ENVIRONMENT_VARIABLE = "RECOVERY_TRACKER_DATA_DIR"


def data_folder(chosen: str | None = None) -> str:
    """The whole path of the folder `chosen`, else of the one the environment names, else of the desktop's usual place."""
    folder = os.path.expanduser(chosen or os.environ.get(ENVIRONMENT_VARIABLE) or _usual())
    # Not abspath: it takes "link/.." for the folder that holds the link.
    return folder if os.path.isabs(folder) else os.path.join(os.getcwd(), folder)


def _usual() -> str:
    import appdirs

    # appauthor: without it appdirs takes the name for the author too, and on Windows the folder lies in another of the same name.
    return str(appdirs.user_data_dir(APPLICATION, appauthor=False))

"""The data folder a command line works in."""

from tracker.data_folder import NoSuchFolder
from tracker.errors import Refused
from tracker.language import _
from tracker.paths import Paths, usual_paths


def paths_of(chosen: str | None) -> Paths:
    """The paths in the folder chosen, else in the usual one; raises Refused where that leads nowhere."""
    try:
        return usual_paths(chosen)
    except NoSuchFolder as problem:
        sentence = _("“{folder}” leads to no folder on this computer. Nothing was changed; name the whole path of one with --data-dir.")
        raise Refused(sentence.format(folder=problem)) from problem

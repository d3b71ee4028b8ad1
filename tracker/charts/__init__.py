"""Drawings of the diary on matplotlib figures, and the same in words; imported before matplotlib, which it makes keep to itself."""

import logging
import os
from importlib.util import find_spec
from pathlib import Path

# As the person has it set up for other programs, it may not load at all.
os.environ["MPLBACKEND"] = "agg"
if (_found := find_spec("matplotlib")) is not None and _found.origin is not None:
    os.environ["MATPLOTLIBRC"] = str(Path(_found.origin).parent / "mpl-data")
# Where it cannot write into its own folder is nothing to a person, for whom every line is a sentence of ours.
logging.getLogger("matplotlib").setLevel(logging.ERROR)

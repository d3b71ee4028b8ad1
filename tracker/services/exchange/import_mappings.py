"""The mappings a person keeps under a name, each a file of its own in the data folder."""

from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import Refused
from tracker.files import atomic_write, private_folder
from tracker.language import _

if TYPE_CHECKING:
    from tracker.importers.table.mapping import Mapping

ENDING = ".toml"
LONGEST_NAME = 60
ALLOWED = " -_().,&+"


class Mappings:
    """The kept mappings, by name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> list[str]:
        """The names there are, in order."""
        return sorted((file.name.removesuffix(ENDING) for file in self._folder.glob(f"*{ENDING}")), key=str.casefold)

    def get(self, name: str) -> "Mapping":
        """The mapping of a name; raises Refused where there is none or the file was spoiled."""
        from tracker.importers.table.mapping import read_mapping

        return read_mapping(self._file(name))

    def all(self) -> "list[Mapping]":
        """The mappings there are, without those that were spoiled."""
        return [mapping for name in self.names() if (mapping := self._readable(name)) is not None]

    def keep(self, name: str, mapping: "Mapping") -> None:
        """Keep a mapping under a name, in place of the one it had; raises Refused."""
        from tracker.importers.table.mapping_text import mapping_text

        file = self._file(name)
        try:
            private_folder(self._folder)
        except OSError as problem:
            raise Refused(_("That could not be kept ({reason}). Check the data folder.").format(reason=problem.strerror)) from problem
        atomic_write(file, mapping_text(mapping).encode())

    def forget(self, name: str) -> None:
        """Forget the mapping of a name; nothing happens where there is none."""
        self._file(name).unlink(missing_ok=True)

    def _readable(self, name: str) -> "Mapping | None":
        try:
            return self.get(name)
        except Refused:
            return None

    def _file(self, name: str) -> Path:
        """The file of a name; raises Refused for one that could mean another place."""
        plain = " ".join(name.split())
        # Neither a path nor a hidden file: the name becomes that of a file as it stands.
        if not plain or len(plain) > LONGEST_NAME or plain.startswith(".") or not all(letter.isalnum() or letter in ALLOWED for letter in plain):
            raise Refused(
                _("The name has up to {limit} letters, digits and spaces. Nothing was kept; choose another name.").format(limit=LONGEST_NAME)
            )
        return self._folder / f"{plain}{ENDING}"

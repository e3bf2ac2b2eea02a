"""Which shop file each page is read by, as the settings say, and whether it is still the one that was used."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from contentops import extract
from contentops.extract import Site, Sites, sites
from contentops.ingest import SourceFile
from contentops.settings import Settings


@dataclass(frozen=True, slots=True)
class Shops:
    """The shop files (or folders of them) that the settings name, by the file or folder of pages that they are for."""

    by_path: tuple[tuple[Path, Site | Sites], ...] = ()

    def of(self, page: Path) -> Site | Sites | None:
        """What the settings name for a page, the nearest folder first; None where they name nothing."""
        if not self.by_path:
            return None
        page = page.resolve()
        return next((given for path, given in self.by_path if page.is_relative_to(path)), None)

    def made_by(self, file: SourceFile, url: str | None) -> str:
        """By what a file of that address is read now: extractor and shop file."""
        return sites.made_by(extract.VERSION, url, self.of(file.path))

    def is_current(self, file: SourceFile, made: str) -> bool:
        """Whether a file that was read by ``made`` would be read by the same extractor and shop file again."""
        return made == self.made_by(file, sites.host_in(made))


def shops(settings: Settings) -> Shops:
    """The shop files of the settings. Raises UsageError for one that is wrong."""
    named = [(path.resolve(), sites.at(file)) for path, file in settings.sites]
    return Shops(tuple(sorted(named, key=lambda one: len(one[0].parts), reverse=True)))

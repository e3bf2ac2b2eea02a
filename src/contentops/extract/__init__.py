"""Chrome off, structure out: from a shop's page to an article."""

from __future__ import annotations

from contentops.extract.chrome import Cut
from contentops.extract.reading import VERSION, Extraction, extract, read
from contentops.extract.sites import Site, Sites

__all__ = ["VERSION", "Cut", "Extraction", "Site", "Sites", "extract", "read"]

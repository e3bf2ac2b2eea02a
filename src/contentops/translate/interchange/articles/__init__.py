"""Articles as XLIFF: what a file holds whatever its version, and each version."""

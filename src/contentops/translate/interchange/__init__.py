"""Files for translators' tools, one module for each format; what they hold is told in ``bilingual``."""

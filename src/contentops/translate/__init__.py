"""Translation: what must not change is masked, terms come from the glossary, the rest from memory or an engine."""

"""What contentops remembers between runs: sources and their ids, translations, and what people have decided."""

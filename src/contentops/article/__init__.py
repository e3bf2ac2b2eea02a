"""The document: what every stage speaks. Begin with :mod:`contentops.article.model`."""

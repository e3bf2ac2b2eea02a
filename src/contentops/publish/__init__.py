"""From checked articles to what downstream sites get: documents, hash-named objects, manifests, releases."""

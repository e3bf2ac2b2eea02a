"""The way of an article, from a file to a release: :mod:`contentops.pipeline.localize` tells it top to bottom."""

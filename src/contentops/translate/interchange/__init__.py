"""What translators' tools exchange: articles, the translation memory and the glossary, with one file for each format.

Reading and writing only: what is done with what was read is the desk's (:mod:`contentops.review`).
"""

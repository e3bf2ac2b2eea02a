"""What translators' tools exchange: one file for each format, and what all of them share.

Reading and writing only, by streams: what is done with what was read is the desk's (:mod:`contentops.review`).
"""

"""Is the text easy enough to read for its language?"""

"""Does the translation say what the source says?"""

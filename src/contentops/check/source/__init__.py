"""Is the article sound in itself?"""

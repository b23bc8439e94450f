"""Words and their grammar: the parse, walks over it, classes of words, and what a text is about.

No event and no actor yet.
"""

"""Where: the gazetteer, the places that a text names, and in which country it is set.

Which event a place belongs to is decided in slots.
"""

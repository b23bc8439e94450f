"""Who: the registry of actors, and the actors that a text names or means.

Which side of an event an actor stands on is decided in slots.
"""

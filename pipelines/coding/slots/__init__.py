"""The values of an event as its own sentence gives them: type, status, time, place, sides and counts."""

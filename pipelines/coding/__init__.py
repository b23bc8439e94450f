"""Text to reports: sentences, actors, triggers, roles, status, time, places, numbers and merging, one room each."""

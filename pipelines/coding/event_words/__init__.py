"""The words that name events, and what must stand around one before it is believed."""

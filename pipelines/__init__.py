"""Data in motion: reading feeds, coding texts, checking and releasing. May import `warehouse`, never `assets`."""

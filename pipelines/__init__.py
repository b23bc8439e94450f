"""Data in motion: reading feeds, coding texts, linking, checking and releasing. May import `warehouse`, never `assets`."""

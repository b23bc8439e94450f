"""Which mentions in one text are one event, and what becomes of them."""

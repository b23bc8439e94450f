"""When: dates and periods of a text, by a grammar of rules, and the calendar behind them.

What a date dates is decided in slots.
"""

"""What a text in a file or feed may hold, for tests that make texts up."""

from hypothesis import strategies as st

CHARACTERS = st.characters(exclude_categories=("Cs",))
"""Every character that UTF-8 can write. It is the alphabet of `st.text` too, which takes seconds to find that out."""

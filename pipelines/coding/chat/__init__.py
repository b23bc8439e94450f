"""A second coder, optional: a chat model reads, and Casus keeps only what the words of the text bear out."""

"""Data at rest: what the tables are, how they are stored, exported and described. Imports nothing of ours."""

"""How many: numbers, and what is counted by them. Which event they belong to is decided in slots."""

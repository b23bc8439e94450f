"""What the words of an event leave open, chosen among what the rest of the text offers, by weights fitted on texts."""

"""What an event's own sentence leaves out, and the text around it tells."""

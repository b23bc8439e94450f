"""Text to reports, in rooms of which each knows only those before it.

`record` (what is said of a text), `times`, `words`, `places`, `actors` and `counts` (what a text holds), `reading` (a
text with all of it found), `event_words` (which words name an event, and when to believe them), `slots` (the values
that its own sentence gives), `context` (those that the text around it tells), `merging` (mentions to events),
`confidence` (how sure), `coder` (documents in, events out), and `chat` (a language model in the rules' place, held to
the text).
"""

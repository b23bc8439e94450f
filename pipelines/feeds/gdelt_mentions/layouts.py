"""The layout of GDELT's mention files, which have no header: every column is read by `mentions.sql` or left out.

The three offsets tell records apart and are not kept: they count in GDELT's own English rendering of the text, which
nobody else has. Source: the GDELT Event Database codebook 2.0.
"""

from pipelines.tabular import Layout

COLUMNS = (
    *("GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier"),
    *("SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence"),
    *("MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras"),
)
LEFT_OUT = {"Extras": "reserved by GDELT and blank"}
LAYOUTS = (Layout("GDELT 2.0 mentions (16 columns)", COLUMNS, LEFT_OUT),)

"""What is one word: ranks and weekdays cut short with a full stop, and words that a lost space has glued together.

Here belongs what the tokenizer does not know of the way in which news is written. Where sentences begin is in
`language`.
"""

import re
from typing import Any

from pipelines.coding.words.lexicon import words

_ABBREVIATED = words(
    """Sgt. Lt. Col. Capt. Maj. Cmdr. Cdr. Comdr. Brig. Pvt. Pfc. Cpl. Spc. Amb. Supt. Insp. Msgr. Pres. Dept. Govt.
    Ft. Mon. Tue. Tues. Wed. Thu. Thur. Thurs. Fri. Sat. Sun."""
)
"""Words whose full stop ends no sentence: "Lt. Col. Rao said on Tues. that"."""
_GLUED = (
    r"(?<=[A-Z][A-Z])\.(?=[A-Z][a-z])",  # "a doctor at the WHO.Nobody came"
    r"(?<=\d\d)\.(?=[A-Z][a-z])",  # "in 2019.The"
    r"(?<=[a-z\d.,!?])\"\.?(?=[A-Z])",  # "left the town."The"
    r"(?<=[a-z]);(?=[a-z])",
)
"""Signs between two words of which the second should have had a space before it."""


def teach(tokenizer: Any) -> None:
    """Teach spaCy's tokenizer these words and signs."""
    for word in sorted(_ABBREVIATED):
        tokenizer.add_special_case(word, [{"ORTH": word}])
    known = tokenizer.infix_finditer.__self__.pattern
    tokenizer.infix_finditer = re.compile("|".join([known, *_GLUED])).finditer

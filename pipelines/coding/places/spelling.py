"""How place names are made comparable: folding of case, accents, hyphens and articles, and a looser skeleton of sounds.

Only strings belong here. What the names mean is the gazetteer's business.
"""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "þ": "th", "ħ": "h"}
)
_DROPPED = re.compile(r"['’‘`ʼʻʿʾ´\"“”.]")
_GAPS = re.compile(r"[^a-z0-9]+")
_ARTICLE = re.compile(r"\b(?:al|el|ul|ad|ed|ez|az|ar|er|as|es|ash|esh|at|et|an|en) (?=[a-z])")

# Spellings of one sound in Arabic, Persian, Pashto and Slavic names, applied in order: Qayyarah = Qayara.
_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ou|oo|uw|u", "o"),  # Daoud, Dawood
        (r"ee|iy|ij|yy|ei|ai|ay|ey|y", "i"),  # Hareer, Harir; Ain, Ayn
        (r"e", "i"),  # Deir, Dir
        (r"w", "o"),
        (r"ck|q|c(?=[aou])", "k"),  # Qandahar, Kandahar
        (r"gh", "g"),
        (r"kh", "h"),
        (r"dh|z", "d"),  # Dhi Qar, Zi Qar
        (r"ph", "f"),
        (r"(.)\1+", r"\1"),
        (r"(?<=.)[ai]h\b", "a"),  # Hudaydah, Hodeida
        (r"(?<=.)i\b", "a"),
    )
)


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """As `plain_fold`, remembered: texts name the same places again and again."""
    return plain_fold(name)


def plain_fold(name: str) -> str:
    """The name in lower case, without accents and apostrophes, words parted by single spaces: `Sana’a` is `sanaa`."""
    plain = name.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _GAPS.sub(" ", _DROPPED.sub("", plain)).strip()


def without_articles(folded: str) -> str:
    """A folded name without Arabic articles, also assimilated ones: `ar raqqa` and `al raqqa` are `raqqa`."""
    return _ARTICLE.sub("", folded)


def skeleton(folded: str) -> str:
    """A folded name as its sounds: equal for the usual spellings of one Arabic, Persian or Slavic name."""
    bare = without_articles(folded)
    for pattern, sound in _SOUNDS:
        bare = pattern.sub(sound, bare)
    return bare.replace(" ", "")

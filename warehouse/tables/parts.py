"""Columns that several tables share, declared once: times, dates, actors, places, counts."""

from warehouse.codes import VOCABULARIES
from warehouse.schema import Column, Rule, Type

_FLAG = "|".join(VOCABULARIES["report_flag"])


def identifier(name: str, description: str, references: str | None = None, null_means: str | None = None) -> Column:
    """A text identifier, optionally pointing at another table."""
    return Column(name, Type.TEXT, description, null_means=null_means, references=references)


def sha256(name: str, description: str) -> Column:
    """A SHA-256 in lower-case hexadecimal digits."""
    return Column(name, Type.TEXT, description, pattern="[0-9a-f]{64}")


def state(name: str, meaning: str, null_means: str) -> Column:
    """The ISO 3166-1 alpha-3 code of `meaning`."""
    description = f"ISO 3166-1 alpha-3 code of {meaning}."
    return Column(name, Type.TEXT, description, null_means=null_means, pattern="[A-Z]{3}")


def dates(subject: str, more: str = "") -> tuple[Column, ...]:
    """First and last day of `subject`, with the precision; `more` goes on after the words of each."""
    unknown = "the source gives no time"
    return (
        Column("date_start", Type.DATE, f"First day on which {subject} can lie{more}.", null_means=unknown),
        Column("date_end", Type.DATE, f"Last day on which {subject} can lie, included{more}.", null_means=unknown),
        Column("date_precision", Type.TEXT, "How exactly the time is known.", codes="date_precision"),
    )


DATE_RULES = (
    Rule("date_order", "The first day is not after the last.", "date_start <= date_end"),
    Rule(
        "date_precision_stated",
        "Dates are absent exactly where the precision is unknown.",
        "(date_precision = 'unknown') = (date_start IS NULL) AND (date_start IS NULL) = (date_end IS NULL)",
    ),
    Rule(
        "date_day_is_one_day",
        "A date of day precision spans at most two days (a night touches two).",
        "date_precision <> 'day' OR date_end - date_start <= 1",
    ),
)


def actor(role: str, meaning: str) -> tuple[Column, ...]:
    """The leading actor of a role: registry id, name and state."""
    return (
        Column(
            f"{role}_actor_id",
            Type.TEXT,
            f"Registry id of {meaning}.",
            null_means="no actor, or one that the registry does not know",
            references="actors.actor_id",
        ),
        Column(
            f"{role}_actor_name",
            Type.TEXT,
            f"Name of {meaning}; several are joined with '; '.",
            null_means="the source names none",
        ),
        state(f"{role}_iso3", f"the state of {meaning}", "no actor, or one that is no state's"),
    )


def place(meaning: str) -> tuple[Column, ...]:
    """The leading place: id, name, country, point and precision."""
    return (
        Column(
            "place_id",
            Type.TEXT,
            f"Id of {meaning}.",
            null_means="no place, or one that the gazetteer does not know",
            references="places.place_id",
        ),
        Column("place_name", Type.TEXT, f"Name of {meaning}; several are joined with '; '.", null_means="no place"),
        state("country_iso3", f"the country of {meaning}", "no country"),
        *point(meaning),
        Column("geo_precision", Type.TEXT, "How exactly the place is known.", codes="geo_precision"),
    )


def point(meaning: str) -> tuple[Column, Column]:
    """Latitude and longitude in decimal degrees, WGS 84."""
    return (
        Column(
            "latitude",
            Type.REAL,
            f"Latitude of {meaning}, WGS 84.",
            null_means="no point is known",
            unit="degree",
            minimum=-90,
            maximum=90,
        ),
        Column(
            "longitude",
            Type.REAL,
            f"Longitude of {meaning}, WGS 84.",
            null_means="no point is known",
            unit="degree",
            minimum=-180,
            maximum=180,
        ),
    )


PLACE_RULES = (
    Rule("point_whole", "Latitude and longitude stand together.", "(latitude IS NULL) = (longitude IS NULL)"),
    Rule("point_not_null_island", "No point lies at 0/0.", "NOT (latitude = 0 AND longitude = 0)"),
)


def counts(name: str, meaning: str, unit: str) -> tuple[Column, Column, Column]:
    """`name`_low, _best, _high of `meaning`. Zero is a counted zero; unknown is NULL."""
    return (
        Column(
            f"{name}_low", Type.WHOLE, f"Lowest {meaning}.", null_means="no lower bound is known", unit=unit, minimum=0
        ),
        Column(
            f"{name}_best", Type.WHOLE, f"Best {meaning}.", null_means="no single number is known", unit=unit, minimum=0
        ),
        Column(
            f"{name}_high",
            Type.WHOLE,
            f"Highest {meaning}.",
            null_means="no upper bound is known",
            unit=unit,
            minimum=0,
        ),
    )


def count_rule(name: str, unless: str | None = None) -> Rule:
    """low <= best <= high, but where the row is flagged as breaking it at the source (`unless`, a condition)."""
    order = (
        f"coalesce({name}_low <= {name}_best, true) AND coalesce({name}_best <= {name}_high, true)"
        f" AND coalesce({name}_low <= {name}_high, true)"
    )
    if unless is None:
        return Rule(f"{name}_order", f"The bounds of {name} are in order.", order)
    return Rule(
        f"{name}_order",
        f"The bounds of {name} are in order, or the row is flagged.",
        f"({order}) <> coalesce({unless}, false)",
    )


RECORDED = Column("recorded_at", Type.INSTANT, "When Casus came to know it (UTC).")
SUPERSEDED = Column(
    "superseded_at",
    Type.INSTANT,
    "When a later version or a retraction took its place (UTC).",
    null_means="it is the current version",
)
CLOCK_RULE = Rule("clock_order", "Nothing is superseded before it is recorded.", "recorded_at <= superseded_at")
CONFIDENCE = Column(
    "confidence",
    Type.REAL,
    "Probability that the event is told as coded, as calibrated on labelled texts that no rule comes from.",
    null_means="the source states no such probability",
    unit="probability",
    minimum=0,
    maximum=1,
)

SOURCE_SAYS = (
    Column("source_url", Type.TEXT, "Where the source says that it stands.", null_means="the source gives no address"),
    Column(
        "description",
        Type.TEXT,
        "What happened, in the words of the source.",
        null_means="the source has no words, or its licence withholds them",
        verbatim=True,
        is_long=True,
    ),
    Column(
        "source_count",
        Type.WHOLE,
        "Sources that the report rests on, as the source counts them.",
        null_means="the source does not count",
        unit="source",
        minimum=0,
    ),
    Column("is_summary", Type.FLAG, "Whether it sums up several events, as a series or a total does."),
    Column(
        "source_date_precision",
        Type.TEXT,
        "The source's own code for how exactly the time is known.",
        null_means="the source has no such code",
    ),
    Column(
        "source_geo_precision",
        Type.TEXT,
        "The source's own code for how exactly the place is known.",
        null_means="the source has no such code",
    ),
    Column(
        "flags",
        Type.TEXT,
        f"What is odd about the row, as codes joined by '; ': {', '.join(VOCABULARIES['report_flag'])}.",
        null_means="nothing is odd",
        pattern=f"({_FLAG})(; ({_FLAG}))*",
    ),
    Column(
        "details",
        Type.TEXT,
        "Further columns of the source under their own names, as a JSON object.",
        null_means="the feed keeps none",
        verbatim=True,
        is_long=True,
    ),
)
"""What a report says beyond the event itself, and what is odd about it."""
SOURCE_RULES = (
    Rule(
        "country_has_no_point_of_its_own",
        "A row of a table that names only a country shows no point: its centroid is no place.",
        "document_id IS NOT NULL OR geo_precision <> 'country' OR latitude IS NULL",
    ),
)

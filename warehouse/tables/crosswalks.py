"""The crosswalks: what the event, country and actor codes of other systems mean in Casus.

Here belong tables that a feed, or a user with a file of another system, joins by code. What the codes of Casus mean
belongs to `warehouse.codes`; the rows stand in `warehouse/seeds/crosswalks/`.
"""

from warehouse.schema import Column, Rule, Table, Type
from warehouse.tables.parts import identifier

FOLDED = "lower case, without accents, apostrophes and dots, with single spaces"

CROSSWALKS = Table(
    name="crosswalks",
    title="Event crosswalks",
    description="What each event code of CAMEO, PLOVER, ACLED, UCDP and PITF is in Casus and in PLOVER.",
    group="reference",
    columns=(
        Column("system", Type.TEXT, "The system that has the code.", codes="event_system"),
        Column("version", Type.TEXT, "The edition of that system which was read."),
        Column("code", Type.TEXT, "The code as text, with its leading zeros; parts are joined with '/' or '-'."),
        Column("event_type", Type.TEXT, "What kind of event it is.", codes="event_type"),
        Column("event_subtype", Type.TEXT, "What kind more closely.", codes="event_subtype"),
        Column("status", Type.TEXT, "The status that the code itself says.", null_means="it occurred", codes="status"),
        Column("plover_type", Type.TEXT, "PLOVER event type.", null_means="no PLOVER type fits", pattern="[A-Z]+"),
        Column("plover_mode", Type.TEXT, "PLOVER mode.", null_means="no PLOVER mode fits", pattern="[a-z-]+"),
        Column("note", Type.TEXT, "Why it is mapped so.", null_means="the mapping says it all"),
    ),
    key=("system", "code"),
    rules=(
        Rule(
            "mode_has_type", "A PLOVER mode stands beside its type.", "plover_mode IS NULL OR plover_type IS NOT NULL"
        ),
    ),
    minimum_rows=1,
)

COUNTRIES = Table(
    name="countries",
    title="Countries",
    description="Countries and territories of ISO 3166-1, Kosovo, and former countries of ISO 3166-3.",
    group="reference",
    columns=(
        Column("iso3", Type.TEXT, "ISO 3166 alpha-3 code; its key.", pattern="[A-Z]{3}"),
        Column("name", Type.TEXT, "Short name in English."),
        Column("iso2", Type.TEXT, "ISO 3166 alpha-2 code.", null_means="it has none", pattern="[A-Z]{2}"),
        Column(
            "iso_numeric",
            Type.TEXT,
            "ISO 3166 number, as text with its leading zeros.",
            null_means="it has none",
            pattern="[0-9]{3}",
        ),
    ),
    key=("iso3",),
    minimum_rows=1,
)

COUNTRY_CODES = Table(
    name="country_codes",
    title="Country codes",
    description="Every code and name that a system has for a country, with the country; also codes that are none.",
    group="reference",
    columns=(
        Column("system", Type.TEXT, "The system that has the code.", codes="country_system"),
        Column("code", Type.TEXT, f"The code as text, with its leading zeros; a name in {FOLDED}."),
        Column(
            "iso3",
            Type.TEXT,
            "ISO 3166 alpha-3 code of the country.",
            null_means="the code stands for a region, a sea or a disputed place, and for no one country",
            references="countries.iso3",
        ),
        Column("note", Type.TEXT, "What is special about the code.", null_means="nothing is"),
    ),
    key=("system", "code"),
    minimum_rows=1,
)

ACTOR_CODES = Table(
    name="actor_codes",
    title="Actor codes",
    description="Every code and unambiguous name that a system has for an actor of the registry.",
    group="reference",
    columns=(
        Column("system", Type.TEXT, "The system that has the code.", codes="actor_system"),
        Column("code", Type.TEXT, f"The code as text; a name in {FOLDED}."),
        identifier("actor_id", "Registry id of the actor.", "actors.actor_id"),
    ),
    key=("system", "code"),
    minimum_rows=1,
)

TABLES = (CROSSWALKS, COUNTRIES, COUNTRY_CODES, ACTOR_CODES)

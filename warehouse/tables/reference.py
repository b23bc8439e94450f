"""What reports point at: places and actors, from the versioned seeds and the gazetteer."""

from warehouse.schema import Column, Rule, Table, Type
from warehouse.tables.parts import PLACE_RULES, identifier, point, state

PLACES = Table(
    name="places",
    title="Places",
    description="Every place that a report points at: its name, country and point.",
    group="reference",
    columns=(
        identifier("place_id", "`geonames:<id>`, or the id in Casus's own seed tables; its key."),
        Column("name", Type.TEXT, "Standard name in English."),
        Column("level", Type.TEXT, "What kind of place it is.", codes="place_level"),
        state("country_iso3", "its country", "it lies in no one country"),
        *point("the place, or its middle"),
        Column("source", Type.TEXT, "Where the facts come from."),
    ),
    key=("place_id",),
    rules=PLACE_RULES,
)

ACTORS = Table(
    name="actors",
    title="Actors",
    description="The open registry of states, armed groups, coalitions and organisations.",
    group="reference",
    columns=(
        identifier("actor_id", "Registry id; its key."),
        Column("name", Type.TEXT, "Standard name in English."),
        Column("aliases", Type.TEXT, "Other names, joined with '|'.", null_means="it has none on record"),
        Column("kind", Type.TEXT, "What kind of actor it is.", codes="actor_kind"),
        state("iso3", "its state", "it belongs to no one state"),
        identifier("parent_id", "The actor that it is part of.", "actors.actor_id", "it is part of none"),
        Column(
            "active_from",
            Type.WHOLE,
            "First year of activity.",
            null_means="not on record",
            unit="year",
            minimum=1000,
            maximum=2100,
        ),
        Column(
            "active_until",
            Type.WHOLE,
            "Last year of activity.",
            null_means="active, or not on record",
            unit="year",
            minimum=1000,
            maximum=2100,
        ),
        Column(
            "ucdp_actor_id", Type.TEXT, "Actor id of the Uppsala Conflict Data Program.", null_means="none is on record"
        ),
    ),
    key=("actor_id",),
    rules=(Rule("activity_order", "Activity does not end before it begins.", "active_from <= active_until"),),
    minimum_rows=1,
)

TABLES = (PLACES, ACTORS)

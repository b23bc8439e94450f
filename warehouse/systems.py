"""The systems of codes that the crosswalks know, with a definition for each.

Here belongs the name of every system whose codes can be joined. Its codes belong to `seeds/crosswalks/`.
"""

SYSTEMS: dict[str, dict[str, str]] = {
    "event_system": {
        "cameo": "CAMEO event codes, as GDELT and ICEWS have them.",
        "plover": "PLOVER types, and types with a mode (`ASSAULT-aerial`), as POLECAT has them.",
        "acled": "ACLED event types with their sub-event types, joined with '/'.",
        "ucdp": "UCDP types of violence.",
        "pitf": "PITF organization of violence and weapons, joined with '/'.",
    },
    "country_system": {
        "iso3": "ISO 3166 alpha-3 codes, former and user-assigned ones too.",
        "iso2": "ISO 3166 alpha-2 codes.",
        "iso_numeric": "ISO 3166 numbers in three digits.",
        "fips": "FIPS 10-4 codes, as GDELT has them for places.",
        "gw": "Gleditsch-Ward numbers, as UCDP has them.",
        "cow": "Correlates of War numbers, as POLECAT has them.",
        "cameo": "CAMEO country codes, as GDELT has them for actors.",
        "name": "Names in English.",
    },
    "actor_system": {
        "ucdp": "UCDP actor ids.",
        "gw": "Gleditsch-Ward numbers, for the state.",
        "cow": "Correlates of War numbers, for the state.",
        "iso3": "ISO 3166 alpha-3 codes, for the state.",
        "cameo": "CAMEO country codes, for the state.",
        "cameo_group": "CAMEO known-group codes.",
        "name": "Names in English that one actor alone has.",
    },
}

-- A location of DMDC's report as a force level. What its cells and its zeros mean: the package's docstring.
WITH typed AS (
    SELECT *,
        "As Of"::DATE AS as_of, try_cast("Prepared On" AS DATE) AS prepared_on,
        upper("Section") AS section, "Location" AS location, "ACTIVE DUTY TOTAL" AS stated,
        count_in(replace("ACTIVE DUTY TOTAL", ',', '')) AS troops,
        list_has_any(
            ["ACTIVE DUTY ARMY", "ACTIVE DUTY NAVY", "ACTIVE DUTY MARINE CORPS", "ACTIVE DUTY AIR FORCE",
                "ACTIVE DUTY AIR FORCE/SPACE FORCE", "ACTIVE DUTY SPACE FORCE", "ACTIVE DUTY COAST GUARD"],
            ['*', 'N/A']
        ) AS lacks_a_service
    FROM raw
), names AS (
    SELECT code, iso3 FROM country_codes WHERE system = 'name'
), placed AS (
    SELECT typed.*, names.code AS known_name,
        CASE
            WHEN section <> 'UNITED STATES' THEN names.iso3
            WHEN location NOT LIKE 'ARMED FORCES%' AND location <> 'UNKNOWN' THEN 'USA'
        END AS iso3
    FROM typed LEFT JOIN names ON names.code = folded(location)
), judged AS (
    SELECT *,
        coalesce(troops, 0) = 0 AND (
            (iso3 IN ('AFG', 'IRQ', 'SYR') AND as_of BETWEEN DATE '2017-12-31' AND DATE '2021-09-30')
            OR (iso3 IN ('IRQ', 'SYR') AND as_of = DATE '2023-09-30')
        ) AS is_withheld
    FROM placed
), counted AS (
    SELECT *,
        CASE
            WHEN is_withheld OR stated = '*' THEN 'suppressed'
            WHEN troops IS NOT NULL THEN 'reported'
            ELSE 'not_reported'
        END AS quantity_state
    FROM judged
)
SELECT
    record,
    strftime(as_of, '%Y-%m-%d') || '|' || section || '|' || location AS source_record_id,
    'force_level' AS event_type, 'troops_present' AS event_subtype, 'ongoing' AS status,
    as_of AS date_start, as_of AS date_end, 'day' AS date_precision, 'absolute' AS date_basis,
    'state:USA' AS source_actor_id, 'United States' AS source_actor_name, 'USA' AS source_iso3,
    coalesce(if(section = 'UNITED STATES', NULL, countries.name), location) AS place_name,
    counted.iso3 AS country_iso3,
    CASE WHEN counted.iso3 IS NULL THEN 'unknown' WHEN section = 'UNITED STATES' THEN 'admin1' ELSE 'country' END
        AS geo_precision,
    if(quantity_state = 'reported' AND lacks_a_service, troops, NULL) AS quantity_low,
    if(quantity_state = 'reported' AND NOT lacks_a_service, troops, NULL) AS quantity_best,
    if(quantity_state = 'reported', 'troops', NULL) AS quantity_unit,
    if(quantity_state = 'reported', if(lacks_a_service, 'at least', 'stated'), NULL) AS quantity_kind,
    quantity_state,
    prepared_on AS published_on,
    false AS is_summary,
    json_merge_patch('{}', json_object(
        'Title', "Title",
        'ACTIVE DUTY ARMY', "ACTIVE DUTY ARMY", 'ACTIVE DUTY NAVY', "ACTIVE DUTY NAVY",
        'ACTIVE DUTY MARINE CORPS', "ACTIVE DUTY MARINE CORPS", 'ACTIVE DUTY AIR FORCE', "ACTIVE DUTY AIR FORCE",
        'ACTIVE DUTY AIR FORCE/SPACE FORCE', "ACTIVE DUTY AIR FORCE/SPACE FORCE",
        'ACTIVE DUTY SPACE FORCE', "ACTIVE DUTY SPACE FORCE",
        'ACTIVE DUTY COAST GUARD', "ACTIVE DUTY COAST GUARD", 'ACTIVE DUTY TOTAL', "ACTIVE DUTY TOTAL",
        'RESERVE ARMY NATIONAL GUARD', "RESERVE ARMY NATIONAL GUARD", 'RESERVE ARMY RESERVE', "RESERVE ARMY RESERVE",
        'RESERVE NAVY RESERVE', "RESERVE NAVY RESERVE",
        'RESERVE MARINE CORPS RESERVE', "RESERVE MARINE CORPS RESERVE",
        'RESERVE AIR NATIONAL GUARD', "RESERVE AIR NATIONAL GUARD",
        'RESERVE AIR FORCE RESERVE', "RESERVE AIR FORCE RESERVE",
        'RESERVE COAST GUARD RESERVE', "RESERVE COAST GUARD RESERVE", 'RESERVE TOTAL', "RESERVE TOTAL",
        'CIVILIAN ARMY', "CIVILIAN ARMY", 'CIVILIAN NAVY', "CIVILIAN NAVY",
        'CIVILIAN MARINE CORPS', "CIVILIAN MARINE CORPS", 'CIVILIAN AIR FORCE', "CIVILIAN AIR FORCE",
        'CIVILIAN 4TH ESTATE', "CIVILIAN 4TH ESTATE", 'CIVILIAN TOTAL', "CIVILIAN TOTAL",
        'GRAND TOTAL', "GRAND TOTAL"
    )) AS details,
    CASE
        WHEN section IS NULL OR section NOT IN ('UNITED STATES', 'OVERSEAS')
            THEN 'Its section ''' || coalesce(section, '') || ''' is neither UNITED STATES nor OVERSEAS'
        WHEN location IS NULL THEN 'Location is blank'
        WHEN section = 'OVERSEAS' AND known_name IS NULL THEN 'Location ''' || location || ''' is in no list of countries'
        WHEN stated NOT IN ('*', 'N/A') AND (troops IS NULL OR troops < 0)
            THEN 'ACTIVE DUTY TOTAL ''' || stated || ''' is no count'
    END AS reason
FROM counted LEFT JOIN countries ON countries.iso3 = counted.iso3

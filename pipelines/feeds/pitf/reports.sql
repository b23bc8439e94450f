-- A record of PITF as a report. What its parts mean, and what is read into them: the package's docstring.
WITH extents (code, south, north, west, east) AS (
    VALUES {extents}
), plain AS (
    SELECT record, {record_id} AS hash,
        trim("Event Type") AS entry, trim("Country") AS country, trim("Region") AS region,
        nullif(trim("District"), '') AS district, nullif(trim("Locality"), '') AS locality,
        trim("Organization of Violence") || '/' || trim("Weapons") AS code, trim("Weapons") AS weapons,
        trim("Perp State Role") AS role, trim("Deaths Ambiguity") AS ambiguity,
        try_cast("Distance (km)" AS DOUBLE) AS distance,
        list_filter(
            [trim("Perp State Military"), trim("Perp State Police"), trim("Perp State Other"),
                trim("Perp Non-State Ideological"), trim("Perp Non-State Ethnic"), trim("Perp Non-State Religious"),
                trim("Perp Non-State Criminal"), trim("Perp Non-State Private"), trim("Perp Unknown/Unclear/Other")],
            lambda name: name <> '' AND name NOT ILIKE 'unknown%'
        ) AS perpetrators,
        list_filter(
            [trim("Victim Identity Political"), trim("Victim Identity Ethnic/National/Citizenship"),
                trim("Victim Identity Religious"), trim("Victim Identity Socio-Economic"),
                trim("Victim Identity Unarmed Combatants"), trim("Victim Identity Random/Unknown/Unclear/Other")],
            lambda name: name <> ''
        ) AS victims,
        concat_ws('/', "Start Day", "Start Month", "Start Year") AS stated_start,
        concat_ws('/', "End Day", "End Month", "End Year") AS stated_end,
        if(trim("Start Year") IN ('9999', '999'), NULL, lpad(trim("Start Year"), 4, '0')) AS start_year,
        if(trim("Start Month") = '99', NULL, lpad(trim("Start Month"), 2, '0')) AS start_month,
        if(trim("Start Day") = '99', NULL, lpad(trim("Start Day"), 2, '0')) AS start_day,
        if(trim("End Year") IN ('9999', '999'), NULL, lpad(trim("End Year"), 4, '0')) AS end_year,
        if(trim("End Month") = '99', NULL, lpad(trim("End Month"), 2, '0')) AS end_month,
        if(trim("End Day") = '99', NULL, lpad(trim("End Day"), 2, '0')) AS end_day,
        concat_ws(' ', "LATITUDE Degrees", "LATITUDE Minutes", "LATITUDE Seconds", "LATITUDE Direction") AS stated_lat,
        concat_ws(' ', "LONGITUDE Degrees", "LONGITUDE Minutes", "LONGITUDE Seconds", "LONGITUDE Direction")
            AS stated_long,
        {angle_of_latitude} AS lat, {angle_of_longitude} AS long,
        trim("Deaths Number") AS stated_deaths, trim("Deaths Scale") AS deaths_scale,
        count_in("Deaths Number") AS deaths,
        try_cast(regexp_extract("Deaths Scale", '^\s*(\d+)-\d+\s*$', 1) AS BIGINT) AS deaths_from,
        try_cast(regexp_extract("Deaths Scale", '^\s*\d+-(\d+)\s*$', 1) AS BIGINT) AS deaths_to,
        count_in("Injured Number") AS injured,
        try_cast(regexp_extract("Injured Scale", '^\s*(\d+)-\d+\s*$', 1) AS BIGINT) AS injured_from,
        try_cast(regexp_extract("Injured Scale", '^\s*\d+-(\d+)\s*$', 1) AS BIGINT) AS injured_to,
        trim("Description") AS words,
        coalesce(nullif(trim("Link"), ''), regexp_extract("Citation", '^\s*(https?://\S+)\s*$', 1)) AS address,
        json_merge_patch('{}', json_object(
            'Campaign Identifier', "Campaign Identifier", 'Event Reporting', "Event Reporting",
            'Region', "Region", 'District', "District", 'Locality', "Locality",
            'Distance (km)', nullif("Distance (km)", '0'),
            'Distance direction', if("Distance (km)" = '0', NULL, "RELATIONAL LOCATION Direction"),
            'Perp State Role', "Perp State Role", 'Perp Unknown/Unclear/Other', "Perp Unknown/Unclear/Other",
            'Victim Noncombatant Asserted', "Victim Noncombatant Asserted",
            'Victim Noncombatant Contested', "Victim Noncombatant Contested",
            'Deaths Scale', "Deaths Scale", 'Injured Number', "Injured Number", 'Injured Scale', "Injured Scale",
            'Deaths Ambiguity', "Deaths Ambiguity", 'Deaths Contested', "Deaths Contested",
            'Intent', "Intent", 'Regrets', "Regrets", 'Collateral Damage', "Collateral Damage",
            'Food/Aid as a Weapon', nullif("Food/Aid as a Weapon", 'No'),
            'Scorched Earth Tactics', nullif("Scorched Earth Tactics", 'No'),
            'Human Shields', nullif("Human Shields", 'No'), 'Rape', nullif("Rape", 'No'),
            'Targeted Assassinations', nullif("Targeted Assassinations", 'No'),
            'Mass Detentions', nullif("Mass Detentions", 'No'), 'Sieges/Closures', nullif("Sieges/Closures", 'No'),
            'Kidnappings', nullif("Kidnappings", 'No'), 'Disappearances', nullif("Disappearances", 'No'),
            'Other Tactics', nullif("Other Tactics", 'No'),
            'Primary Source Type', "Primary Source Type", 'Primary Source', "Primary Source",
            'Secondary Source Type', "Secondary Source Type", 'Secondary Source', "Secondary Source",
            'Contesting Source Type', "Contesting Source Type", 'Contesting Source', "Contesting Source",
            'Citation', "Citation", 'Comments', "Comments", 'Coder', "Coder"
        )) AS details
    FROM raw
), dated AS (
    SELECT *,
        day_of(CASE
            WHEN start_year IS NULL THEN NULL
            WHEN start_month IS NULL THEN try_strptime(start_year || '-01-01', '%Y-%m-%d')
            WHEN start_day IS NULL THEN try_strptime(start_year || '-' || start_month || '-01', '%Y-%m-%d')
            ELSE try_strptime(start_year || '-' || start_month || '-' || start_day, '%Y-%m-%d')
        END) AS first_day,
        day_of(CASE
            WHEN end_year IS NULL THEN NULL
            WHEN end_month IS NULL THEN try_strptime(end_year || '-12-31', '%Y-%m-%d')
            WHEN end_day IS NULL THEN last_day(try_strptime(end_year || '-' || end_month || '-01', '%Y-%m-%d'))
            ELSE try_strptime(end_year || '-' || end_month || '-' || end_day, '%Y-%m-%d')
        END) AS stated_last_day,
        CASE WHEN start_year IS NULL THEN 'unknown' WHEN start_month IS NULL THEN 'year'
            WHEN start_day IS NULL THEN 'month' ELSE 'day' END AS start_precision,
        locality IS NOT NULL AND locality NOT ILIKE 'multiple locations' AS is_local
    FROM plain
), spanned AS (
    SELECT *,
        CASE start_precision WHEN 'year' THEN make_date(year(first_day), 12, 31)
            WHEN 'month' THEN last_day(first_day) ELSE first_day END AS first_end,
        CASE WHEN is_local THEN if(distance > 0, 'near', 'exact') WHEN district IS NOT NULL THEN 'admin2'
            WHEN region <> '' THEN 'admin1' WHEN country <> '' THEN 'country' ELSE 'unknown' END AS geo_precision,
        deaths IS NULL OR ambiguity LIKE 'Multiple%' OR NOT deaths BETWEEN deaths_from AND deaths_to AS has_bounds,
        injured IS NULL AND injured_from <= injured_to AS has_injured_bounds
    FROM dated
), placed AS (
    SELECT *,
        least(first_day, coalesce(stated_last_day, first_day)) AS date_start,
        greatest(first_end, coalesce(stated_last_day, first_end)) AS date_end,
        geo_precision NOT IN ('country', 'unknown') AND NOT (lat = 0 AND long = 0) AS has_point,
        if(has_bounds, deaths_from, NULL) AS fatalities_low, if(has_bounds, deaths_to, NULL) AS fatalities_high
    FROM spanned
), names AS (
    SELECT code, actor_id FROM actor_codes WHERE system = 'name'
), organs AS (
    SELECT code, actor_id FROM actor_codes WHERE system = 'iso3'
), nations AS (
    SELECT code, iso3 FROM country_codes WHERE system = 'iso3'
), matched AS (
    SELECT placed.*, event.code AS known_code, event.event_type, event.event_subtype, event.status AS coded_status,
        event.plover_type, event.plover_mode, nations.iso3 AS iso3,
        coalesce(whole.actor_id, short.actor_id, if(role = 'State Perpetrator', organs.actor_id, NULL)) AS source_id
    FROM placed
    LEFT JOIN crosswalks AS event ON event.system = 'pitf' AND event.code = placed.code
    LEFT JOIN nations ON nations.code = country
    LEFT JOIN organs ON organs.code = nations.iso3
    LEFT JOIN names AS whole ON whole.code = folded(rtrim(perpetrators[1], '? '))
    LEFT JOIN names AS short ON short.code = folded(regexp_replace(perpetrators[1], '\s*\(.*$|\?', '', 'g'))
)
SELECT
    record,
    hash || coalesce('.' || nullif(row_number() OVER (PARTITION BY record.file, hash ORDER BY record), 1), '') AS source_record_id,
    matched.code AS source_code, event_type, event_subtype, coalesce(coded_status, 'occurred') AS status,
    plover_type, plover_mode,
    date_start, date_end,
    CASE
        WHEN date_start IS NULL THEN 'unknown'
        WHEN date_start = first_day AND date_end = first_end THEN start_precision
        ELSE 'range'
    END AS date_precision,
    if(date_start IS NULL, NULL, 'absolute') AS date_basis,
    source_id AS source_actor_id, nullif(array_to_string(perpetrators, '; '), '') AS source_actor_name,
    actors.iso3 AS source_iso3,
    nullif(array_to_string(victims, '; '), '') AS target_actor_name,
    coalesce(if(is_local, locality, NULL), district, nullif(region, ''), countries.name) AS place_name,
    matched.iso3 AS country_iso3,
    if(has_point, lat, NULL) AS latitude, if(has_point, long, NULL) AS longitude, geo_precision,
    'not_applicable' AS quantity_state,
    fatalities_low, deaths AS fatalities_best, fatalities_high,
    if(has_injured_bounds, injured_from, NULL) AS wounded_low, injured AS wounded_best,
    if(has_injured_bounds, injured_to, NULL) AS wounded_high,
    nullif(weapons, 'Unclear/Other') AS weapon,
    nullif(address, '') AS source_url, nullif(words, '') AS description,
    entry = 'Campaign' AS is_summary,
    nullif(concat_ws('; ',
        if(fatalities_low > deaths OR deaths > fatalities_high OR fatalities_low > fatalities_high,
            'fatalities_disorder', NULL),
        if(stated_last_day < first_day, 'date_disorder', NULL),
        if(lat = 0 AND long = 0, 'null_island', NULL),
        if(geo_precision = 'country' AND lat IS NOT NULL AND long IS NOT NULL, 'country_centroid', NULL),
        if(has_point AND NOT (lat BETWEEN south AND north AND long BETWEEN west AND east)
            AND (lat BETWEEN south AND north OR -lat BETWEEN south AND north)
            AND (long BETWEEN west AND east OR -long BETWEEN west AND east), 'point_outside_country', NULL)
    ), '') AS flags,
    details,
    CASE
        WHEN entry IS NULL OR entry NOT IN ('Campaign', 'Incident')
            THEN 'Event Type ''' || coalesce(entry, '') || ''' is neither Campaign nor Incident'
        WHEN known_code IS NULL
            THEN 'Organization of Violence/Weapons ''' || coalesce(matched.code, '') || ''' is in no published list'
        WHEN matched.iso3 IS NULL THEN 'Country ''' || coalesce(country, '') || ''' is in no published list'
        WHEN start_year IS NOT NULL AND first_day IS NULL THEN 'Start ''' || stated_start || ''' is no day'
        WHEN end_year IS NOT NULL AND stated_last_day IS NULL THEN 'End ''' || stated_end || ''' is no day'
        WHEN start_year IS NULL AND end_year IS NOT NULL
            THEN 'Start ''' || stated_start || ''' is unknown though the end is known'
        WHEN stated_lat <> '' AND (lat IS NULL OR lat NOT BETWEEN -90 AND 90)
            THEN 'LATITUDE ''' || stated_lat || ''' is no latitude'
        WHEN stated_long <> '' AND (long IS NULL OR long NOT BETWEEN -180 AND 180)
            THEN 'LONGITUDE ''' || stated_long || ''' is no longitude'
        WHEN (lat IS NULL) <> (long IS NULL) THEN 'LATITUDE ''' || stated_lat || ''' and LONGITUDE ''' || stated_long
            || ''' do not stand together'
        WHEN stated_deaths <> '' AND (deaths IS NULL OR deaths < 0)
            THEN 'Deaths Number ''' || stated_deaths || ''' is no number'
        WHEN injured < 0 THEN 'Injured Number ''' || injured || ''' is no number'
    END AS reason
FROM matched
LEFT JOIN actors ON actors.actor_id = source_id
LEFT JOIN countries ON countries.iso3 = matched.iso3
LEFT JOIN extents ON extents.code = matched.iso3

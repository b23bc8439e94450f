-- A row of ICEWS as a report. What its days, places and pairs of rows mean: the package's docstring.
WITH texts (code, text) AS (
    VALUES {event_texts}
), plain AS (
    SELECT record, "Event ID" AS id, "Event Date" AS stated_day, "Event Text" AS event_text,
        nullif("CAMEO Code", 'NA') AS stated_code,
        nullif("Source Name", 'NA') AS source_name, nullif("Target Name", 'NA') AS target_name,
        nullif("Source Country", 'NA') AS source_country, nullif("Target Country", 'NA') AS target_country,
        nullif(replace("Source Sectors", '"', ''), 'NA') AS source_sectors,
        nullif(replace("Target Sectors", '"', ''), 'NA') AS target_sectors,
        nullif("Story ID", 'NA') AS story_id, nullif("Sentence Number", 'NA') AS sentence_number,
        nullif("Publisher", 'NA') AS publisher,
        nullif(City, 'NA') AS city, nullif(District, 'NA') AS district, nullif(Province, 'NA') AS province,
        nullif(Country, 'NA') AS country, nullif(Latitude, 'NA') AS latitude, nullif(Longitude, 'NA') AS longitude
    FROM raw
), typed AS (
    SELECT *,
        -- Only the files of 2017, which have no codes, write the month first: with codes, a spreadsheet wrote the day.
        day_of(coalesce(try_strptime(stated_day, '%Y-%m-%d'),
            if(stated_code IS NULL, try_strptime(stated_day, '%m/%d/%Y'), NULL))) AS day,
        try_cast(latitude AS DOUBLE) AS lat, try_cast(longitude AS DOUBLE) AS long,
        CASE WHEN city IS NOT NULL THEN 'near' WHEN district IS NOT NULL THEN 'admin2'
            WHEN province IS NOT NULL THEN 'admin1' WHEN country IS NOT NULL THEN 'country' ELSE 'unknown' END
            AS precision,
        string_split(coalesce(source_sectors, ''), ',') AS source_list,
        string_split(coalesce(target_sectors, ''), ',') AS target_list
    FROM plain
), names AS (
    SELECT code, iso3 FROM country_codes WHERE system = 'name'
), actors_named AS (
    SELECT code, actor_id FROM actor_codes WHERE system = 'name'
), organs AS (
    SELECT code, actor_id FROM actor_codes WHERE system = 'iso3'
), matched AS (
    SELECT typed.*, coalesce(stated_code, texts.code) AS cameo,
        event.code AS known_code, event.event_type, event.event_subtype, event.status AS coded_status,
        event.plover_type, event.plover_mode,
        place.code AS known_place, place.iso3 AS place_iso3,
        state1.code AS known_state1, state1.iso3 AS iso1, state2.code AS known_state2, state2.iso3 AS iso2,
        coalesce(actor1.actor_id, if(list_has_any(source_list, ['Government', 'Military']) AND NOT list_has_any(source_list,
            ['Dissident', 'International Government Organization', 'Opposition Major Party (Out Of Government)']),
            organ1.actor_id, NULL)) AS source_id,
        coalesce(actor2.actor_id, if(list_has_any(target_list, ['Government', 'Military']) AND NOT list_has_any(target_list,
            ['Dissident', 'International Government Organization', 'Opposition Major Party (Out Of Government)']),
            organ2.actor_id, NULL)) AS target_id,
        precision NOT IN ('country', 'unknown') AND lat IS NOT NULL AND long IS NOT NULL
            AND NOT (lat = 0 AND long = 0) AS has_point
    FROM typed
    LEFT JOIN texts ON texts.text = lower(trim(event_text))
    LEFT JOIN crosswalks AS event ON event.system = 'cameo' AND event.code = coalesce(stated_code, texts.code)
    LEFT JOIN names AS place ON place.code = folded(country)
    LEFT JOIN names AS state1 ON state1.code = folded(source_country)
    LEFT JOIN names AS state2 ON state2.code = folded(target_country)
    LEFT JOIN organs AS organ1 ON organ1.code = state1.iso3
    LEFT JOIN organs AS organ2 ON organ2.code = state2.iso3
    LEFT JOIN actors_named AS actor1 ON actor1.code = folded(source_name)
    LEFT JOIN actors_named AS actor2 ON actor2.code = folded(target_name)
)
SELECT
    record,
    id || '|' || strftime(day, '%Y-%m-%d') AS source_record_id,
    cameo AS source_code,
    event_type, event_subtype, coalesce(coded_status, 'occurred') AS status, plover_type, plover_mode,
    day AS date_start, day AS date_end, 'day' AS date_precision, 'absolute' AS date_basis,
    source_id AS source_actor_id, source_name AS source_actor_name, iso1 AS source_iso3,
    target_id AS target_actor_id, target_name AS target_actor_name, iso2 AS target_iso3,
    coalesce(city, district, province, country) AS place_name, place_iso3 AS country_iso3,
    if(has_point, lat, NULL) AS latitude, if(has_point, long, NULL) AS longitude,
    precision AS geo_precision,
    if(event_type IN ('troop_movement', 'force_level'), 'not_reported', 'not_applicable') AS quantity_state,
    day AS published_on, false AS is_summary,
    nullif(concat_ws('; ',
        'date_assumed',
        if(lat = 0 AND long = 0, 'null_island', NULL),
        if((lat IS NULL) <> (long IS NULL), 'one_coordinate', NULL),
        if(precision = 'country' AND lat IS NOT NULL AND long IS NOT NULL, 'country_centroid', NULL),
        if((source_country IS NOT NULL AND known_state1 IS NULL) OR (target_country IS NOT NULL AND known_state2 IS NULL),
            'unknown_actor_code', NULL)
    ), '') AS flags,
    json_merge_patch('{}', json_object(
        'Event Text', event_text, 'Source Sectors', source_sectors, 'Target Sectors', target_sectors,
        'Source Country', source_country, 'Target Country', target_country,
        'Story ID', story_id, 'Sentence Number', sentence_number, 'Publisher', publisher,
        'District', district, 'Province', province)) AS details,
    CASE
        WHEN id IS NULL THEN 'Event ID is blank'
        WHEN day IS NULL THEN 'Event Date ''' || coalesce(stated_day, '') || ''' is no day'
        WHEN stated_code IS NULL AND cameo IS NULL
            THEN 'Event Text ''' || coalesce(event_text, '') || ''' is in no published list, and there is no CAMEO Code'
        -- All have three digits or four: of two are classes of CAMEO, and codes that lost their zero in a spreadsheet.
        WHEN known_code IS NULL OR length(cameo) < 3 THEN 'CAMEO Code ''' || cameo || ''' is in no published list'
        WHEN country IS NOT NULL AND known_place IS NULL THEN 'Country ''' || country || ''' is in no published list'
        WHEN latitude IS NOT NULL AND (lat IS NULL OR lat NOT BETWEEN -90 AND 90)
            THEN 'Latitude ''' || latitude || ''' is no latitude'
        WHEN longitude IS NOT NULL AND (long IS NULL OR long NOT BETWEEN -180 AND 180)
            THEN 'Longitude ''' || longitude || ''' is no longitude'
    END AS reason
FROM matched

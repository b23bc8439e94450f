-- A row of POLECAT as a report. What its days, contexts and places mean: the package's docstring.
WITH refined (code, event_type, event_subtype) AS (
    -- What PLOVER's codes mean where the context is military: an agreement signed is SUPPORT, a joint exercise COOPERATE
    -- (PLOVER manual); a blockade is COERCE-restrict, a place taken COERCE-seize (PLOVER's conversion of CAMEO).
    VALUES ('SUPPORT', 'agreement', 'security_agreement'), ('COOPERATE', 'troop_movement', 'exercise'),
        ('RETREAT', 'troop_movement', 'withdrawal'), ('COERCE-restrict', 'troop_movement', 'blockade'),
        ('COERCE-seize', 'attack', 'ground_offensive')
), plain AS (
    SELECT record, nullif(nullif(trim(regexp_replace(
        regexp_replace(COLUMNS(name -> name <> 'record'), '^"(.*)"$', '\1'), '""', '"', 'g')), 'None'), '') AS "\0"
    FROM raw
), typed AS (
    SELECT *,
        upper("Event Type") || coalesce('-' || regexp_replace(lower("Event Mode"), '[_ ]+', '-', 'g'), '') AS plover,
        list_contains(list_transform(string_split(lower(coalesce(Contexts, '')), ';'), c -> trim(c)), 'military')
            AS is_military,
        day_of(coalesce(try_strptime("Event Date", '%Y-%m-%d'), try_strptime("Event Date", '%Y-%m-%d %H:%M:%S'))) AS day,
        day_of(coalesce(try_strptime("Publication Date", '%Y-%m-%d'),
            try_strptime("Publication Date", '%Y-%m-%d %H:%M:%S'))) AS published,
        try_cast(Latitude AS DOUBLE) AS lat, try_cast(Longitude AS DOUBLE) AS long,
        upper("Feature Type") AS feature,
        regexp_replace("Actor Name", ' *; *', '; ', 'g') AS actor,
        regexp_replace("Recipient Name", ' *; *', '; ', 'g') AS recipient,
        list_distinct(list_transform(string_split("Actor Country", ';'), c -> trim(c))) AS actor_countries,
        list_distinct(list_transform(string_split("Recipient Country", ';'), c -> trim(c))) AS recipient_countries,
        list_distinct(list_transform(string_split("Actor COW", ';'), c -> whole(trim(c))))
            AS actor_numbers,
        list_distinct(list_transform(string_split("Recipient COW", ';'), c -> whole(trim(c))))
            AS recipient_numbers
    FROM plain
), placed AS (
    SELECT *,
        if(length(actor_countries) = 1, actor_countries[1], NULL) AS actor_country,
        if(length(recipient_countries) = 1, recipient_countries[1], NULL) AS recipient_country,
        if(length(actor_numbers) = 1, actor_numbers[1], NULL) AS actor_number,
        if(length(recipient_numbers) = 1, recipient_numbers[1], NULL) AS recipient_number,
        CASE WHEN feature IN ('COUNTRY') OR feature LIKE 'PCL%' THEN 'country'
            WHEN feature IN ('ADM1', 'RGN', 'SEA', 'OCN', 'GULF', 'CONT') THEN 'admin1'
            WHEN feature SIMILAR TO 'ADM[2-5].*' THEN 'admin2'
            WHEN City IS NOT NULL OR feature LIKE 'PPL%' THEN 'near'
            WHEN District IS NOT NULL THEN 'admin2'
            WHEN Province IS NOT NULL THEN 'admin1'
            WHEN Country IS NOT NULL THEN 'country' ELSE 'unknown' END AS precision
    FROM typed
), named AS (
    SELECT code, iso3 FROM country_codes WHERE system = 'name'
    UNION ALL SELECT lower(code), iso3 FROM country_codes WHERE system = 'iso3'
        AND lower(code) NOT IN (SELECT code FROM country_codes WHERE system = 'name')
), numbered AS (
    SELECT code, iso3 FROM country_codes WHERE system = 'cow'
), actors_named AS (
    SELECT code, actor_id FROM actor_codes WHERE system = 'name'
), organs AS (
    SELECT code, actor_id FROM actor_codes WHERE system = 'iso3'
), matched AS (
    SELECT placed.*,
        event.code AS known_code, coalesce(refined.event_type, event.event_type) AS event_type,
        coalesce(refined.event_subtype, event.event_subtype) AS event_subtype,
        event.status AS coded_status, event.plover_type, event.plover_mode,
        place.code AS known_place, place.iso3 AS place_iso3,
        coalesce(state1.code, number1.code) AS known_state1, coalesce(state1.iso3, number1.iso3) AS iso1,
        coalesce(state2.code, number2.code) AS known_state2, coalesce(state2.iso3, number2.iso3) AS iso2,
        precision NOT IN ('country', 'unknown') AND lat IS NOT NULL AND long IS NOT NULL
            AND NOT (lat = 0 AND long = 0) AS has_point
    FROM placed
    LEFT JOIN crosswalks AS event ON event.system = 'plover' AND event.code = plover
    LEFT JOIN refined ON refined.code = plover AND is_military
    LEFT JOIN named AS place ON place.code = folded(Country)
    LEFT JOIN named AS state1 ON state1.code = folded(actor_country)
    LEFT JOIN named AS state2 ON state2.code = folded(recipient_country)
    LEFT JOIN numbered AS number1 ON number1.code = actor_number
    LEFT JOIN numbered AS number2 ON number2.code = recipient_number
)
SELECT
    record,
    "Event ID" AS source_record_id,
    plover AS source_code,
    event_type, event_subtype, coalesce(coded_status, 'occurred') AS status, plover_type, plover_mode,
    day AS date_start, day AS date_end, 'day' AS date_precision, 'absolute' AS date_basis,
    coalesce(actor1.actor_id, if("Primary Actor Sector" IN ('GOV', 'MIL', 'SPY', 'LEG', 'JUD', 'COP'),
        organ1.actor_id, NULL)) AS source_actor_id,
    actor AS source_actor_name, iso1 AS source_iso3,
    coalesce(actor2.actor_id, if("Primary Recipient Sector" IN ('GOV', 'MIL', 'SPY', 'LEG', 'JUD', 'COP'),
        organ2.actor_id, NULL)) AS target_actor_id,
    recipient AS target_actor_name, iso2 AS target_iso3,
    coalesce(Placename, City, District, Province, Country) AS place_name, place_iso3 AS country_iso3,
    if(has_point, lat, NULL) AS latitude, if(has_point, long, NULL) AS longitude,
    precision AS geo_precision, "Feature Type" AS source_geo_precision,
    if(event_type IN ('troop_movement', 'force_level'), 'not_reported', 'not_applicable') AS quantity_state,
    published AS published_on, false AS is_summary,
    nullif(concat_ws('; ',
        if(day = published OR published IS NULL, 'date_assumed', NULL),
        if(abs(published - day) > 366, 'date_far', NULL),
        if(lat = 0 AND long = 0, 'null_island', NULL),
        if((lat IS NULL) <> (long IS NULL), 'one_coordinate', NULL),
        if(precision = 'country' AND lat IS NOT NULL AND long IS NOT NULL, 'country_centroid', NULL),
        if((actor_country IS NOT NULL AND known_state1 IS NULL)
            OR (recipient_country IS NOT NULL AND known_state2 IS NULL), 'unknown_actor_code', NULL)
    ), '') AS flags,
    json_merge_patch('{}', json_object(
        'Contexts', Contexts, 'Actor Country', "Actor Country", 'Primary Actor Sector', "Primary Actor Sector",
        'Actor Sectors', "Actor Sectors", 'Actor Title', "Actor Title", 'Actor Name Raw', "Actor Name Raw",
        'Wikipedia Actor ID', "Wikipedia Actor ID", 'Recipient Country', "Recipient Country",
        'Primary Recipient Sector', "Primary Recipient Sector", 'Recipient Sectors', "Recipient Sectors",
        'Recipient Title', "Recipient Title", 'Recipient Name Raw', "Recipient Name Raw",
        'Wikipedia Recipient ID', "Wikipedia Recipient ID", 'City', City, 'District', District, 'Province', Province,
        'GeoNames ID', "GeoNames ID", 'Raw Placename', "Raw Placename", 'Source', Source, 'Language', Language,
        'Version', Version)) AS details,
    CASE
        WHEN "Event ID" IS NULL THEN 'Event ID is blank'
        WHEN "Event Type" IS NULL THEN 'Event Type is blank'
        WHEN known_code IS NULL THEN 'Event Type ''' || "Event Type" || ''''
            || coalesce(' with Event Mode ''' || "Event Mode" || '''', '') || ' is in no published list'
        WHEN day IS NULL THEN 'Event Date ''' || coalesce("Event Date", '') || ''' is no day'
        WHEN "Publication Date" IS NOT NULL AND published IS NULL
            THEN 'Publication Date ''' || "Publication Date" || ''' is no day'
        WHEN Country IS NOT NULL AND known_place IS NULL THEN 'Country ''' || Country || ''' is in no published list'
        WHEN Latitude IS NOT NULL AND (lat IS NULL OR lat NOT BETWEEN -90 AND 90)
            THEN 'Latitude ''' || Latitude || ''' is no latitude'
        WHEN Longitude IS NOT NULL AND (long IS NULL OR long NOT BETWEEN -180 AND 180)
            THEN 'Longitude ''' || Longitude || ''' is no longitude'
    END AS reason
FROM matched
LEFT JOIN organs AS organ1 ON organ1.code = iso1
LEFT JOIN organs AS organ2 ON organ2.code = iso2
LEFT JOIN actors_named AS actor1 ON actor1.code = folded(actor)
LEFT JOIN actors_named AS actor2 ON actor2.code = folded(recipient)

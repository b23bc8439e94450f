-- A row of ACLED as a report. What its days, places, zeros and actors mean: the package's docstring.
WITH typed AS (
    SELECT *,
        day_of(coalesce(try_strptime(event_date, '%Y-%m-%d'), try_strptime(event_date, '%d %B %Y'))) AS day,
        lower(event_type) || '/' || replace(lower(sub_event_type), 'protestors', 'protesters') AS code,
        try_cast(latitude AS DOUBLE) AS lat, try_cast(longitude AS DOUBLE) AS long,
        count_in(fatalities) AS dead,
        count_in("timestamp") AS changed,
        whole(iso) AS number,
        try_cast(inter1 AS DOUBLE) AS number1, try_cast(inter2 AS DOUBLE) AS number2,
        regexp_extract(actor1, '^(?:Military|Police) Forces of (?:the )?(.+?) \(\d{4}-(?:\d{4})?\)$', 1) AS owner1,
        regexp_extract(actor2, '^(?:Military|Police) Forces of (?:the )?(.+?) \(\d{4}-(?:\d{4})?\)$', 1) AS owner2,
        coalesce(regexp_extract(tags, 'crowd size\s*=\s*([^;]*)', 1), '') AS tagged_size,
        coalesce(regexp_extract(notes, '\[size\s*=\s*([^\]]*)\]', 1), '') AS noted_size
    FROM raw
), names AS (
    SELECT code, iso3 FROM country_codes WHERE system = 'name'
), numbers AS (
    SELECT code, iso3 FROM country_codes WHERE system = 'iso_numeric'
), actors_named AS (
    SELECT code, actor_id FROM actor_codes WHERE system = 'name'
), organs AS (
    SELECT code, actor_id FROM actor_codes WHERE system = 'iso3'
), kinds AS (
    SELECT lower(code) AS code, event_type, event_subtype, status, plover_type, plover_mode
    FROM crosswalks WHERE system = 'acled'
), matched AS (
    SELECT typed.* EXCLUDE (event_type, code), typed.event_type AS stated_type, kinds.code AS known_code,
        kinds.event_type, kinds.event_subtype, kinds.status AS coded_status, kinds.plover_type, kinds.plover_mode,
        coalesce(by_number.code, by_name.code) AS known_country, coalesce(by_number.iso3, by_name.iso3) AS place_iso3,
        state1.iso3 AS iso1, state2.iso3 AS iso2,
        coalesce(named1.actor_id, organ1.actor_id) AS id1, coalesce(named2.actor_id, organ2.actor_id) AS id2,
        lat IS NOT NULL AND long IS NOT NULL AND NOT (lat = 0 AND long = 0) AS has_point
    FROM typed
    LEFT JOIN kinds ON kinds.code = typed.code
    LEFT JOIN numbers AS by_number ON by_number.code = lpad(number, 3, '0')
    LEFT JOIN names AS by_name ON by_name.code = folded(country)
    LEFT JOIN names AS state1 ON state1.code = folded(owner1)
    LEFT JOIN names AS state2 ON state2.code = folded(owner2)
    LEFT JOIN organs AS organ1 ON organ1.code = state1.iso3
    LEFT JOIN organs AS organ2 ON organ2.code = state2.iso3
    LEFT JOIN actors_named AS named1 ON named1.code = folded(actor1)
    LEFT JOIN actors_named AS named2 ON named2.code = folded(actor2)
)
SELECT
    record,
    event_id_cnty AS source_record_id,
    stated_type || '/' || sub_event_type AS source_code,
    event_type, event_subtype, coalesce(coded_status, 'occurred') AS status, plover_type, plover_mode,
    CASE time_precision WHEN '2' THEN day - 3 WHEN '3' THEN date_trunc('month', day)::DATE ELSE day END AS date_start,
    CASE time_precision WHEN '2' THEN day + 3 WHEN '3' THEN last_day(day) ELSE day END AS date_end,
    CASE time_precision WHEN '2' THEN 'week' WHEN '3' THEN 'month' ELSE 'day' END AS date_precision,
    'absolute' AS date_basis, time_precision AS source_date_precision,
    id1 AS source_actor_id, actor1 AS source_actor_name, iso1 AS source_iso3,
    id2 AS target_actor_id, actor2 AS target_actor_name, iso2 AS target_iso3,
    if(geo_precision = '3', coalesce(admin1, location), location) AS place_name, place_iso3 AS country_iso3,
    if(has_point, lat, NULL) AS latitude, if(has_point, long, NULL) AS longitude,
    CASE geo_precision WHEN '1' THEN 'exact' WHEN '2' THEN 'near' ELSE 'admin1' END AS geo_precision,
    matched.geo_precision AS source_geo_precision,
    if(event_type IN ('troop_movement', 'force_level'), 'not_reported', 'not_applicable') AS quantity_state,
    nullif(dead, 0) AS fatalities_best,
    make_timestamp(if(changed BETWEEN 0 AND 4102444800, changed, NULL) * 1000000)::DATE AS published_on,
    notes AS description,
    length(list_filter(string_split(source, ';'), outlet -> trim(outlet) <> '')) AS source_count,
    false AS is_summary,
    nullif(concat_ws('; ',
        if(lat = 0 AND long = 0, 'null_island', NULL),
        if((lat IS NULL) <> (long IS NULL), 'one_coordinate', NULL),
        if((inter1 IS NOT NULL AND number1 IS NOT NULL AND number1 NOT IN (0, 1, 2, 3, 4, 5, 6, 7, 8))
            OR (inter2 IS NOT NULL AND number2 IS NOT NULL AND number2 NOT IN (0, 1, 2, 3, 4, 5, 6, 7, 8)),
            'unknown_actor_code', NULL)
    ), '') AS flags,
    json_merge_patch('{}', json_object(
        'timestamp', "timestamp", 'fatalities', fatalities,
        'disorder_type', replace(disorder_type, 'Demostrations', 'Demonstrations'),
        'civilian_targeting', civilian_targeting, 'assoc_actor_1', assoc_actor_1, 'assoc_actor_2', assoc_actor_2,
        'inter1', inter1, 'inter2', inter2, 'admin1', admin1, 'admin2', admin2, 'admin3', admin3,
        'location', location, 'source', source, 'source_scale', source_scale, 'tags', tags,
        'crowd_size', nullif(trim(if(tagged_size <> '', tagged_size, noted_size)), ''))) AS details,
    CASE
        WHEN event_id_cnty IS NULL THEN 'event_id_cnty is blank'
        WHEN known_code IS NULL THEN 'event_type ''' || coalesce(stated_type, '') || ''' with sub_event_type '''
            || coalesce(sub_event_type, '') || ''' is in no published list'
        WHEN day IS NULL THEN 'event_date ''' || coalesce(event_date, '') || ''' is no day'
        WHEN time_precision IS NULL OR time_precision NOT IN ('1', '2', '3')
            THEN 'time_precision ''' || coalesce(time_precision, '') || ''' is none of 1, 2 and 3'
        WHEN matched.geo_precision IS NULL OR matched.geo_precision NOT IN ('1', '2', '3')
            THEN 'geo_precision ''' || coalesce(matched.geo_precision, '') || ''' is none of 1, 2 and 3'
        WHEN known_country IS NULL
            THEN 'country ''' || coalesce(country, '') || ''' with iso ''' || coalesce(iso, '') || ''' is in no published list'
        WHEN latitude IS NOT NULL AND (lat IS NULL OR lat NOT BETWEEN -90 AND 90)
            THEN 'latitude ''' || latitude || ''' is no latitude'
        WHEN longitude IS NOT NULL AND (long IS NULL OR long NOT BETWEEN -180 AND 180)
            THEN 'longitude ''' || longitude || ''' is no longitude'
        WHEN dead IS NULL OR dead < 0 THEN 'fatalities ''' || coalesce(fatalities, '') || ''' is no count'
        WHEN changed IS NULL OR changed NOT BETWEEN 0 AND 4102444800
            THEN 'timestamp ''' || coalesce("timestamp", '') || ''' is no time in seconds'
    END AS reason
FROM matched

-- A row of GDELT's event files as a report. What its types of places and actors mean: the package's docstring.
WITH typed AS (
    SELECT *,
        try_strptime(SQLDATE, '%Y%m%d')::DATE AS stated_on,
        try_strptime(left(DATEADDED, 8), '%Y%m%d')::DATE AS added_on,
        try_cast(NumSources AS BIGINT) AS sources,
        try_cast(ActionGeo_Lat AS DOUBLE) AS lat,
        try_cast(ActionGeo_Long AS DOUBLE) AS long,
        coalesce(ActionGeo_Type, '0') AS place_type
    FROM raw
), organs AS (
    SELECT code, actor_id FROM actor_codes WHERE system = 'cameo'
), groups AS (
    SELECT code, actor_id FROM actor_codes WHERE system = 'cameo_group'
), states AS (
    SELECT code, iso3 FROM country_codes WHERE system = 'cameo'
), names AS (
    SELECT upper(code) AS name, iso3 FROM country_codes WHERE system = 'name'
), matched AS (
    SELECT typed.*,
        event.code AS known_code, event.event_type, event.event_subtype, event.status AS coded_status,
        event.plover_type, event.plover_mode,
        place.code AS known_place, place.iso3 AS place_iso3,
        state1.code AS known_state1, state1.iso3 AS iso1, state2.code AS known_state2, state2.iso3 AS iso2,
        coalesce(group1.actor_id, if(
            (Actor1Type1Code IS NULL AND name1.iso3 = state1.iso3) OR (Actor1Type1Code IN ('GOV', 'MIL', 'SPY', 'LEG', 'JUD', 'COP')
            AND coalesce(Actor1Type2Code, 'GOV') IN ('GOV', 'MIL', 'SPY', 'LEG', 'JUD', 'COP')
            AND coalesce(Actor1Type3Code, 'GOV') IN ('GOV', 'MIL', 'SPY', 'LEG', 'JUD', 'COP')),
            organ1.actor_id, NULL)) AS actor1,
        coalesce(group2.actor_id, if(
            (Actor2Type1Code IS NULL AND name2.iso3 = state2.iso3) OR (Actor2Type1Code IN ('GOV', 'MIL', 'SPY', 'LEG', 'JUD', 'COP')
            AND coalesce(Actor2Type2Code, 'GOV') IN ('GOV', 'MIL', 'SPY', 'LEG', 'JUD', 'COP')
            AND coalesce(Actor2Type3Code, 'GOV') IN ('GOV', 'MIL', 'SPY', 'LEG', 'JUD', 'COP')),
            organ2.actor_id, NULL)) AS actor2,
        year(stated_on) = 1920 AND added_on BETWEEN DATE '2019-12-31' AND DATE '2020-01-05' AS is_mended,
        if(is_mended, (stated_on + INTERVAL 100 YEAR)::DATE, stated_on) AS happened_on,
        CASE WHEN place_type IN ('0', '1') OR lat IS NULL OR long IS NULL THEN false
            ELSE NOT (lat = 0 AND long = 0) END AS has_point
    FROM typed
    LEFT JOIN crosswalks AS event ON event.system = 'cameo' AND event.code = EventCode
    LEFT JOIN country_codes AS place ON place.system = 'fips' AND place.code = ActionGeo_CountryCode
    LEFT JOIN states AS state1 ON state1.code = Actor1CountryCode
    LEFT JOIN states AS state2 ON state2.code = Actor2CountryCode
    LEFT JOIN organs AS organ1 ON organ1.code = Actor1CountryCode
    LEFT JOIN organs AS organ2 ON organ2.code = Actor2CountryCode
    LEFT JOIN groups AS group1 ON group1.code = Actor1KnownGroupCode
    LEFT JOIN groups AS group2 ON group2.code = Actor2KnownGroupCode
    LEFT JOIN names AS name1 ON name1.name = Actor1Name
    LEFT JOIN names AS name2 ON name2.name = Actor2Name
)
SELECT
    record,
    GLOBALEVENTID AS source_record_id,
    EventCode AS source_code,
    event_type, event_subtype, coalesce(coded_status, 'occurred') AS status, plover_type, plover_mode,
    happened_on AS date_start, happened_on AS date_end, 'day' AS date_precision, 'absolute' AS date_basis,
    actor1 AS source_actor_id, coalesce(Actor1Name, Actor1Code) AS source_actor_name, iso1 AS source_iso3,
    actor2 AS target_actor_id, coalesce(Actor2Name, Actor2Code) AS target_actor_name, iso2 AS target_iso3,
    if(place_type = '0', NULL, ActionGeo_FullName) AS place_name,
    if(place_type = '0', NULL, place_iso3) AS country_iso3,
    if(has_point, lat, NULL) AS latitude, if(has_point, long, NULL) AS longitude,
    CASE place_type WHEN '1' THEN 'country' WHEN '2' THEN 'admin1' WHEN '5' THEN 'admin1' WHEN '0' THEN 'unknown'
        ELSE 'near' END AS geo_precision,
    ActionGeo_Type AS source_geo_precision,
    if(event_type IN ('troop_movement', 'force_level'), 'not_reported', 'not_applicable') AS quantity_state,
    added_on AS published_on, SOURCEURL AS source_url, sources AS source_count, false AS is_summary,
    nullif(concat_ws('; ',
        if(is_mended, 'date_mended', NULL),
        if(abs(added_on - happened_on) > 366, 'date_far', NULL),
        if(happened_on = added_on, 'date_assumed', NULL),
        if(lat = 0 AND long = 0, 'null_island', NULL),
        if((lat IS NULL) <> (long IS NULL), 'one_coordinate', NULL),
        if(place_type = '1' AND lat IS NOT NULL AND long IS NOT NULL, 'country_centroid', NULL),
        if((Actor1CountryCode IS NOT NULL AND known_state1 IS NULL)
            OR (Actor2CountryCode IS NOT NULL AND known_state2 IS NULL), 'unknown_actor_code', NULL)
    ), '') AS flags,
    CASE
        WHEN GLOBALEVENTID IS NULL OR try_cast(GLOBALEVENTID AS UBIGINT) IS NULL
            THEN 'GLOBALEVENTID ' || coalesce('''' || GLOBALEVENTID || '''', 'is blank and') || ' is no number'
        WHEN EventCode IS NULL THEN 'EventCode is blank'
        WHEN known_code IS NULL THEN 'EventCode ''' || EventCode || ''' is in no published list'
        WHEN stated_on IS NULL THEN 'SQLDATE ''' || coalesce(SQLDATE, '') || ''' is no day'
        WHEN added_on IS NULL THEN 'DATEADDED ''' || coalesce(DATEADDED, '') || ''' is no day'
        WHEN sources IS NULL OR sources < 0 THEN 'NumSources ''' || coalesce(NumSources, '') || ''' is no count'
        WHEN place_type NOT IN ('0', '1', '2', '3', '4', '5')
            THEN 'ActionGeo_Type ''' || place_type || ''' is no type of place'
        WHEN ActionGeo_CountryCode IS NOT NULL AND known_place IS NULL
            THEN 'ActionGeo_CountryCode ''' || ActionGeo_CountryCode || ''' is in no published list'
        WHEN ActionGeo_Lat IS NOT NULL AND (lat IS NULL OR lat NOT BETWEEN -90 AND 90)
            THEN 'ActionGeo_Lat ''' || ActionGeo_Lat || ''' is no latitude'
        WHEN ActionGeo_Long IS NOT NULL AND (long IS NULL OR long NOT BETWEEN -180 AND 180)
            THEN 'ActionGeo_Long ''' || ActionGeo_Long || ''' is no longitude'
    END AS reason
FROM matched

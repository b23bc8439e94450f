-- A row of GDELT's event files as a report. What its types of places and actors mean: the package's docstring.
WITH typed AS (
    SELECT *,
        day_of(try_strptime(SQLDATE, '%Y%m%d')) AS stated_on,
        day_of(try_strptime(left(DATEADDED, 8), '%Y%m%d')) AS added_on,
        try_cast(NumSources AS BIGINT) AS sources,
        try_cast(GLOBALEVENTID AS UBIGINT)::VARCHAR AS id,
        try_cast(ActionGeo_Lat AS DOUBLE) AS lat,
        try_cast(ActionGeo_Long AS DOUBLE) AS long,
        coalesce(ActionGeo_Type, '0') AS place_type
    FROM raw
), states AS (
    SELECT code, iso3, actor_id FROM country_codes
    LEFT JOIN (SELECT code, actor_id FROM actor_codes WHERE system = 'cameo') USING (code) WHERE system = 'cameo'
), groups AS (
    SELECT code, actor_id FROM actor_codes WHERE system = 'cameo_group'
), names AS (
    SELECT upper(code) AS name, iso3 FROM country_codes WHERE system = 'name'
), matched AS (
    SELECT typed.*,
        event.code AS known_code, event.event_type, event.event_subtype, event.status AS coded_status,
        event.plover_type, event.plover_mode,
        place.code AS known_place, place.iso3 AS place_iso3,
        state1.code AS known_state1, state1.iso3 AS iso1, state2.code AS known_state2, state2.iso3 AS iso2,
        coalesce(group1.actor_id, CASE
            WHEN Actor1Type1Code IS NULL THEN if(name1.iso3 = state1.iso3, state1.actor_id, NULL)
            WHEN Actor1Type1Code IN ('GOV', 'MIL', 'SPY', 'LEG', 'JUD', 'COP')
                AND coalesce(Actor1Type2Code, 'GOV') IN ('GOV', 'MIL', 'SPY', 'LEG', 'JUD', 'COP')
                AND coalesce(Actor1Type3Code, 'GOV') IN ('GOV', 'MIL', 'SPY', 'LEG', 'JUD', 'COP') THEN state1.actor_id
        END) AS actor1,
        coalesce(group2.actor_id, CASE
            WHEN Actor2Type1Code IS NULL THEN if(name2.iso3 = state2.iso3, state2.actor_id, NULL)
            WHEN Actor2Type1Code IN ('GOV', 'MIL', 'SPY', 'LEG', 'JUD', 'COP')
                AND coalesce(Actor2Type2Code, 'GOV') IN ('GOV', 'MIL', 'SPY', 'LEG', 'JUD', 'COP')
                AND coalesce(Actor2Type3Code, 'GOV') IN ('GOV', 'MIL', 'SPY', 'LEG', 'JUD', 'COP') THEN state2.actor_id
        END) AS actor2,
        year(stated_on) = 1920 AND added_on BETWEEN DATE '2019-12-31' AND DATE '2020-01-05' AS is_mended,
        if(is_mended, (stated_on + INTERVAL 100 YEAR)::DATE, stated_on) AS happened_on,
        lat IS NOT NULL AND long IS NOT NULL AS is_pair,
        is_pair AND lat = 0 AND long = 0 AS is_null_island,
        (ActionGeo_Lat IS NULL) <> (ActionGeo_Long IS NULL) AS is_half_pair,
        is_pair AND NOT is_null_island AND place_type IN ('2', '3', '4', '5') AS has_point,
        (Actor1CountryCode IS NOT NULL AND known_state1 IS NULL)
            OR (Actor2CountryCode IS NOT NULL AND known_state2 IS NULL) AS has_unknown_actor,
        added_on - happened_on AS lag
    FROM typed
    LEFT JOIN crosswalks AS event ON event.system = 'cameo' AND event.code = EventCode
    LEFT JOIN country_codes AS place ON place.system = 'fips' AND place.code = ActionGeo_CountryCode
    LEFT JOIN states AS state1 ON state1.code = Actor1CountryCode
    LEFT JOIN states AS state2 ON state2.code = Actor2CountryCode
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
    happened_on AS date_start, happened_on AS date_end, 'day' AS date_precision,
    CASE WHEN lag = 0 THEN 'publication' WHEN lag IN (1, 7, 30, 365, 3650) THEN 'relative' ELSE 'absolute' END AS date_basis,
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
    CASE WHEN is_mended OR abs(lag) >= 365 OR is_null_island OR is_half_pair OR (is_pair AND place_type = '1')
        OR has_unknown_actor THEN concat_ws('; ',
            if(is_mended, 'date_mended', NULL),
            if(abs(lag) >= 365, 'date_far', NULL),
            if(is_null_island, 'null_island', NULL),
            if(is_half_pair, 'one_coordinate', NULL),
            if(is_pair AND NOT is_null_island AND place_type = '1', 'country_centroid', NULL),
            if(has_unknown_actor, 'unknown_actor_code', NULL))
    END AS flags,
    CASE
        WHEN id IS DISTINCT FROM GLOBALEVENTID OR id IS NULL
            THEN 'GLOBALEVENTID ''' || coalesce(GLOBALEVENTID, '') || ''' is no number'
        WHEN EventCode IS NULL THEN 'EventCode is blank'
        WHEN known_code IS NULL THEN 'EventCode ''' || EventCode || ''' is in no published list'
        WHEN stated_on IS NULL THEN 'SQLDATE ''' || coalesce(SQLDATE, '') || ''' is no day'
        WHEN added_on IS NULL THEN 'DATEADDED ''' || coalesce(DATEADDED, '') || ''' is no day'
        WHEN sources IS NULL OR sources < 0 OR sources::VARCHAR <> NumSources THEN 'NumSources ''' || coalesce(NumSources, '') || ''' is no count'
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

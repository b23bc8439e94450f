-- UCDP event records as reports. Codes: codebooks of GED 26.1 and Candidate 1.4; ids of actors: UCDP Actor.
-- Editions of a statistics program wrote whole numbers as floats ("1.0"), the API has true for 1: written alike before
-- anything is read, so that a record is no other record for its spelling.
WITH spelt AS (
    SELECT * REPLACE (
        CASE lower(active_year) WHEN 'true' THEN '1' WHEN 'false' THEN '0' ELSE whole(active_year) END AS active_year
    )
    FROM raw
), plain AS (
    SELECT * EXCLUDE (id, year, type_of_violence, conflict_new_id, dyad_new_id, side_a_new_id, side_b_new_id, country_id,
            gwnoa, gwnob, where_prec, date_prec, event_clarity, deaths_a, deaths_b, deaths_civilians, deaths_unknown),
        whole(COLUMNS(
            '^(id|year|type_of_violence|(conflict|dyad|side_[ab])_new_id|country_id|gwno[ab]|.*_prec|event_clarity|deaths_.+)$'
        )) AS "\0",
        try_cast(date_start AS TIMESTAMP) AS start_at,
        try_cast(date_end AS TIMESTAMP) AS end_at,
        try_cast(latitude AS DOUBLE) AS lat,
        try_cast(longitude AS DOUBLE) AS lon,
        count_in(coalesce(low, low_est)) AS least_dead,
        count_in(coalesce(best, best_est)) AS best_dead,
        count_in(coalesce(high, high_est)) AS most_dead,
        count_in(number_of_sources) AS sources
    FROM spelt
), days AS (
    SELECT *,
        CASE WHEN year(start_at) BETWEEN 1946 AND 2099 THEN start_at::DATE END AS one_day,
        CASE WHEN year(end_at) BETWEEN 1946 AND 2099 THEN end_at::DATE END AS other_day
    FROM plain
), read AS (
    SELECT *,
        least(one_day, other_day) AS first_day,
        greatest(one_day, other_day) AS last_day,
        least_dead > best_dead OR best_dead > most_dead OR least_dead > most_dead AS has_disorder,
        lat IS NOT NULL AND lon IS NOT NULL AND NOT (lat = 0 AND lon = 0) AND where_prec <> '6' AS has_point
    FROM days
), codes AS (
    -- 123 is the government that holds Sanaa: the Houthis since their constitutional declaration of 6 February 2015.
    SELECT read.*,
        CASE WHEN side_a_new_id = '123' AND first_day >= DATE '2015-02-06' THEN 'group:houthis' ELSE a.actor_id
            END AS a_id,
        CASE WHEN side_b_new_id = '123' AND first_day >= DATE '2015-02-06' THEN 'group:houthis'
            WHEN type_of_violence = '3' THEN NULL ELSE b.actor_id END AS b_id
    FROM read
    LEFT JOIN actor_codes AS a ON a.system = 'ucdp' AND a.code = side_a_new_id
    LEFT JOIN actor_codes AS b ON b.system = 'ucdp' AND b.code = side_b_new_id
)
SELECT
    codes.record,
    id AS source_record_id,
    coalesce(kinds.event_type, 'other') AS event_type,
    coalesce(kinds.event_subtype, 'other') AS event_subtype,
    coalesce(kinds.status, 'occurred') AS status,
    type_of_violence AS source_code,
    kinds.plover_type,
    kinds.plover_mode,
    first_day AS date_start,
    last_day AS date_end,
    -- 2 is two to six days and 3 a week: both are 'week', the week or the day within a few days. 4 and 5 (up to a month,
    -- up to a year) are a month or a year where the days say so, else the range that they are.
    CASE
        WHEN first_day IS NULL THEN 'unknown'
        WHEN date_prec = '1' AND last_day - first_day <= 1 THEN 'day'
        WHEN date_prec IN ('1', '2', '3') AND last_day - first_day <= 6 THEN 'week'
        WHEN first_day = date_trunc('month', first_day) AND last_day = last_day(first_day) THEN 'month'
        WHEN first_day = date_trunc('year', first_day) AND last_day = make_date(year(first_day), 12, 31) THEN 'year'
        ELSE 'range' END AS date_precision,
    date_prec AS source_date_precision,
    'absolute' AS date_basis,
    a_id AS source_actor_id,
    -- XXX and a country's number: nobody that UCDP could name.
    CASE WHEN side_a NOT SIMILAR TO 'XXX[0-9]+' THEN trim(side_a) END AS source_actor_name,
    CASE WHEN a_id IS NULL THEN state_a.iso3 ELSE actor_a.iso3 END AS source_iso3,
    b_id AS target_actor_id,
    CASE WHEN side_b NOT SIMILAR TO 'XXX[0-9]+' THEN trim(side_b) END AS target_actor_name,
    CASE WHEN b_id IS NULL THEN state_b.iso3 ELSE actor_b.iso3 END AS target_iso3,
    coalesce(where_coordinates, where_description, adm_2, adm_1, country) AS place_name,
    countries.iso3 AS country_iso3,
    CASE WHEN has_point THEN lat END AS latitude,
    CASE WHEN has_point THEN lon END AS longitude,
    -- 5 is an area beyond one province, a road or a border, 7 a sea or its airspace: 'admin1' is "a province, a region
    -- or a sea". The centre of a country (6) is no place.
    CASE where_prec WHEN '1' THEN 'exact' WHEN '2' THEN 'near' WHEN '3' THEN 'admin2' WHEN '6' THEN 'country'
        ELSE 'admin1' END AS geo_precision,
    where_prec AS source_geo_precision,
    'not_applicable' AS quantity_state,
    least_dead AS fatalities_low,
    best_dead AS fatalities_best,
    most_dead AS fatalities_high,
    -- Records of older years have no headlines in a column of their own, but in quotes after the source and its day.
    -- CASE, as coalesce searches every article.
    CASE WHEN source_headline IS NOT NULL THEN source_headline ELSE coalesce(
        nullif(array_to_string(regexp_extract_all(source_article, '\s"([^"]{9,})', 1), ';'), ''),
        where_description
    ) END AS description,
    CASE WHEN sources >= 0 THEN sources END AS source_count,
    coalesce(event_clarity = '2', false) AS is_summary,
    nullif(concat_ws('; ',
        CASE WHEN has_disorder THEN 'fatalities_disorder' END,
        CASE WHEN one_day > other_day THEN 'date_disorder' END,
        CASE WHEN lat = 0 AND lon = 0 THEN 'null_island' END,
        CASE WHEN where_prec = '6' AND lat IS NOT NULL AND lon IS NOT NULL THEN 'country_centroid' END,
        CASE WHEN (lat IS NULL) <> (lon IS NULL) THEN 'one_coordinate' END), '') AS flags,
    json_object(
        'relid', relid, 'year', year, 'active_year', active_year, 'code_status', code_status,
        'conflict_new_id', conflict_new_id, 'conflict_name', conflict_name,
        'dyad_new_id', dyad_new_id, 'dyad_name', dyad_name,
        'side_a_new_id', side_a_new_id, 'side_b_new_id', side_b_new_id, 'gwnoa', gwnoa, 'gwnob', gwnob,
        'deaths_a', deaths_a, 'deaths_b', deaths_b, 'deaths_civilians', deaths_civilians,
        'deaths_unknown', deaths_unknown, 'adm_1', adm_1, 'adm_2', adm_2, 'where_description', where_description,
        'source_article', source_article, 'source_office', source_office, 'source_date', source_date,
        'source_original', source_original) AS details,
    CASE
        WHEN id IS NULL THEN 'id is empty'
        WHEN NOT regexp_full_match(id, '[0-9]+') THEN 'id ''' || id || ''' is no whole number'
        WHEN kinds.code IS NULL
            THEN 'type_of_violence ' || coalesce('''' || type_of_violence || ''' is in no codebook', 'is empty')
        WHEN one_day IS NULL THEN 'date_start ' || coalesce('''' || date_start || ''' is no day', 'is empty')
        WHEN other_day IS NULL THEN 'date_end ' || coalesce('''' || date_end || ''' is no day', 'is empty')
        WHEN date_prec NOT IN ('1', '2', '3', '4', '5') OR date_prec IS NULL
            THEN 'date_prec ' || coalesce('''' || date_prec || ''' is in no codebook', 'is empty')
        WHEN where_prec NOT IN ('1', '2', '3', '4', '5', '6', '7') OR where_prec IS NULL
            THEN 'where_prec ' || coalesce('''' || where_prec || ''' is in no codebook', 'is empty')
        WHEN event_clarity NOT IN ('1', '2') OR event_clarity IS NULL
            THEN 'event_clarity ' || coalesce('''' || event_clarity || ''' is in no codebook', 'is empty')
        WHEN latitude IS NOT NULL AND (lat IS NULL OR NOT lat BETWEEN -90 AND 90)
            THEN 'latitude ''' || latitude || ''' is none'
        WHEN longitude IS NOT NULL AND (lon IS NULL OR NOT lon BETWEEN -180 AND 180)
            THEN 'longitude ''' || longitude || ''' is none'
        WHEN coalesce(country_id, country) IS NOT NULL AND countries.code IS NULL
            THEN CASE WHEN country_id IS NULL THEN 'country ''' || country ELSE 'country_id ''' || country_id END
                || ''' is in no published list'
        WHEN coalesce(best, best_est) IS NULL THEN 'best is empty'
        WHEN NOT coalesce(best_dead BETWEEN 0 AND 1_000_000_000, false)
            THEN 'best ''' || coalesce(best, best_est) || ''' is no count'
        WHEN coalesce(low, low_est) IS NOT NULL
            AND NOT coalesce(least_dead BETWEEN 0 AND 1_000_000_000, false)
            THEN 'low ''' || coalesce(low, low_est) || ''' is no count'
        WHEN coalesce(high, high_est) IS NOT NULL
            AND NOT coalesce(most_dead BETWEEN 0 AND 1_000_000_000, false)
            THEN 'high ''' || coalesce(high, high_est) || ''' is no count'
        WHEN number_of_sources IS NOT NULL
            AND NOT coalesce(sources BETWEEN -1 AND 1_000_000, false)
            THEN 'number_of_sources ''' || number_of_sources || ''' is no count'
    END AS reason
FROM codes
LEFT JOIN crosswalks AS kinds ON kinds.system = 'ucdp' AND kinds.code = type_of_violence
LEFT JOIN country_codes AS countries ON countries.system = CASE WHEN country_id IS NULL THEN 'name' ELSE 'gw' END
    AND countries.code = CASE WHEN country_id IS NULL THEN folded(country) ELSE country_id END
LEFT JOIN country_codes AS state_a ON state_a.system = 'gw' AND state_a.code = gwnoa
LEFT JOIN country_codes AS state_b ON state_b.system = 'gw' AND state_b.code = gwnob
LEFT JOIN actors AS actor_a ON actor_a.actor_id = a_id
LEFT JOIN actors AS actor_b ON actor_b.actor_id = b_id

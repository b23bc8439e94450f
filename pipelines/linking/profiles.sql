-- What linking knows of each report, one row a report, in numbers that compare fast. $house is the schema of the tables,
-- $earth_km the mean radius of the earth. Days count from 1970-01-01; unknown is NULL, and a day that the feed flags as
-- far from its record is unknown too; a story whose addresses a feed gives for more than a hundred reports is that of the
-- feed. A country's centroid is no place; an area's centroid has the area's reach. Records of one day that a source words
-- alike and gives about one toll are the shares of a sum. A protest with dead is compared as a riot is.
CREATE TABLE profiles AS
WITH RECURSIVE roots AS (
    SELECT actor_id, actor_id AS root_id FROM $house.actors WHERE parent_id IS NULL
    UNION
    SELECT part.actor_id, roots.root_id FROM $house.actors AS part JOIN roots ON part.parent_id = roots.actor_id
),
names AS (
    SELECT lower(unnest(string_split(concat_ws('|', name, aliases), '|'))) AS name, actor_id FROM $house.actors
),
registry AS (SELECT name, min(actor_id) AS actor_id FROM names WHERE name[1] <> '?' GROUP BY name HAVING count(DISTINCT actor_id) = 1),
-- "Front (Karsk)" is the Front of whoever tells of Karsk.
local AS (
    SELECT regexp_extract(name, '^(.+) \((.+)\)$$', 1) AS name, regexp_extract(name, '^(.+) \((.+)\)$$', 2) AS country, min(actor_id) AS actor_id
    FROM registry WHERE name LIKE '% (%)' GROUP BY ALL HAVING count(DISTINCT actor_id) = 1
),
wider AS (SELECT actor_id, kind, coalesce('state:' || iso3, root_id) AS wide_id FROM $house.actors LEFT JOIN roots USING (actor_id)),
standing AS MATERIALIZED (
    SELECT
        report_id,
        links.report_id IS NULL AS is_new,
        superseded_at IS NOT NULL AS is_ended,
        row_number() OVER (ORDER BY is_ended, feed, source_record_id)::INTEGER AS number
    FROM $house.reports
    LEFT JOIN linked_before AS links USING (report_id)
    WHERE (superseded_at IS NULL OR links.report_id IS NOT NULL) AND event_type <> 'force_level'
),
-- Words are read below the joins: DuckDB makes a pattern ready anew for each join that is below it.
worded AS NOT MATERIALIZED (
    SELECT
        reports.*,
        is_new,
        is_ended,
        number,
        try(json_extract_string(details, ['where_description', 'deaths_a', 'deaths_b', 'deaths_civilians'])) AS detailed,
        detailed[1] AS where_told,
        CASE WHEN description IS NOT NULL THEN telling_words(place_name) END AS place_words,
        telling_words(description || coalesce(' ' || where_told, '')) AS telling
    FROM $house.reports
    JOIN standing USING (report_id)
),
told AS NOT MATERIALIZED (
    SELECT
        worded.*,
        coalesce(flags LIKE '%date_far%', false) AS is_far,
        lands.name AS country_name,
        peoples
    FROM worded
    LEFT JOIN lands ON iso3 = country_iso3
),
sided AS (
    SELECT
        told.*,
        side_name(split_part(source_actor_name, ';', 1), country_name) AS source_name,
        side_name(split_part(target_actor_name, ';', 1), country_name) AS target_name,
        address,
        story
    FROM told LEFT JOIN stories USING (source_url)
),
-- Whom a report names after the first of either side.
further AS (
    SELECT report_id, list_sort(list(DISTINCT key_of(coalesce(wide_id, state_of(name, country_iso3, country, peoples), name)))) AS others
    FROM (
        SELECT report_id, country_iso3, peoples, lower(country_name) AS country, side_name(unnest(names), country_name) AS name
        FROM (
            SELECT *, list_concat(string_split(source_actor_name, ';')[2:], string_split(target_actor_name, ';')[2:]) AS names
            FROM told WHERE contains(source_actor_name, ';') OR contains(target_actor_name, ';')
        )
    )
    LEFT JOIN registry USING (name)
    LEFT JOIN local USING (name, country)
    LEFT JOIN wider ON wider.actor_id = coalesce(registry.actor_id, local.actor_id)
    WHERE name IS NOT NULL
    GROUP BY report_id
),
-- The places that a report of a text names, in whichever role.
visited AS (
    SELECT report_id, list(DISTINCT key_of(bare_place(report_places.place_name))) AS spots
    FROM told JOIN $house.report_places USING (report_id)
    WHERE document_id IS NOT NULL AND level IS DISTINCT FROM 'country'
    GROUP BY report_id
),
-- The names that a text names, which say of which story it is.
spoken AS (SELECT document_id, names_in(text) AS names FROM $house.documents WHERE replaced_at IS NULL),
known AS (
    SELECT
        sided.*,
        others,
        spoken.names,
        coalesce(sided.source_actor_id, of_source.actor_id, local_source.actor_id, state_of(source_name, country_iso3, country_name, peoples)) AS source_id,
        coalesce(sided.target_actor_id, of_target.actor_id, local_target.actor_id, state_of(target_name, country_iso3, country_name, peoples)) AS target_id
    FROM sided
    LEFT JOIN further USING (report_id)
    LEFT JOIN spoken USING (document_id)
    LEFT JOIN registry AS of_source ON of_source.name = source_name
    LEFT JOIN registry AS of_target ON of_target.name = target_name
    LEFT JOIN local AS local_source ON local_source.name = source_name AND local_source.country = lower(country_name)
    LEFT JOIN local AS local_target ON local_target.name = target_name AND local_target.country = lower(country_name)
),
plain AS (
    SELECT
        number,
        report_id,
        source_record_id,
        known.feed,
        coalesce(records_are_distinct, false) AS is_distinct,
        coalesce(records_may_repeat, false) AS may_repeat,
        coalesce(place_error_km, 0) AS error_km,
        key_of(document_id) AS document,
        CASE WHEN records_may_repeat THEN wording_of(known.description) END AS wording,
        event_type IN ('attack', 'unrest', 'troop_movement') AS is_force,
        known.event_subtype,
        status IN ('planned', 'possible') AS is_plan,
        (published_on - DATE '1970-01-01')::INTEGER AS told_day,
        CASE WHEN event_type = 'attack' AND (kinds_are_coarse OR document_id IS NOT NULL) THEN (SELECT kinds FROM kinds WHERE kinds.event_subtype = 'unspecified') ELSE coalesce(kinds.kinds, 0) END AS kinds,
        coalesce(kinds.kinds, 0) AS told_kinds,
        known.event_subtype IN ('unspecified', 'attack_series', 'other') OR (coalesce(kinds_are_coarse, false) AND event_type = 'attack') AS is_vague,
        is_summary OR known.event_subtype = 'attack_series' AS is_summary,
        CASE WHEN NOT is_far THEN date_start - DATE '1970-01-01' END::INTEGER AS first_day,
        CASE WHEN NOT is_far THEN date_end - DATE '1970-01-01' END::INTEGER AS last_day,
        (last_day - first_day)::INTEGER AS span,
        country_iso3 AS country,
        CASE geo_precision WHEN 'exact' THEN 5 WHEN 'near' THEN 25 WHEN 'admin2' THEN 40 WHEN 'admin1' THEN 150 END AS stated_reach,
        CASE WHEN latitude IS NOT NULL THEN stated_reach END AS reach,
        CASE WHEN reach IS NOT NULL THEN latitude END AS latitude,
        CASE WHEN reach IS NOT NULL THEN longitude END AS longitude,
        CASE WHEN reach IS NOT NULL THEN ($earth_km * cos(radians(known.latitude)) * cos(radians(known.longitude)))::REAL END AS px,
        CASE WHEN reach IS NOT NULL THEN ($earth_km * cos(radians(known.latitude)) * sin(radians(known.longitude)))::REAL END AS py,
        CASE WHEN reach IS NOT NULL THEN ($earth_km * sin(radians(known.latitude)))::REAL END AS pz,
        CASE WHEN stated_reach IS NOT NULL THEN key_of(coalesce(place_id, country_iso3 || '/' || bare_place(place_name))) END AS place,
        visited.spots,
        key_of(coalesce(source_id, source_name, 'state:' || source_iso3)) AS actor_a,
        key_of(coalesce(target_id, target_name, 'state:' || target_iso3)) AS actor_b,
        (source_name IS NULL OR source_id IS NOT NULL) AND (target_name IS NULL OR target_id IS NOT NULL) AS is_registered,
        others,
        coalesce(source_wider.kind, '') IN ('coalition', 'igo') OR coalesce(target_wider.kind, '') IN ('coalition', 'igo') AS has_league,
        coalesce(source_id, '') LIKE 'state:%' OR coalesce(target_id, '') LIKE 'state:%' AS has_state,
        known.names,
        key_of(coalesce(source_wider.wide_id, 'state:' || source_iso3, source_name)) AS wide_a,
        key_of(coalesce(target_wider.wide_id, 'state:' || target_iso3, target_name)) AS wide_b,
        least(fatalities_low, fatalities_best, fatalities_high)::INTEGER AS deaths_low,
        coalesce(fatalities_best, (fatalities_low + fatalities_high) // 2, fatalities_low, fatalities_high)::INTEGER AS deaths,
        greatest(fatalities_low, fatalities_best, fatalities_high)::INTEGER AS deaths_high,
        CASE WHEN records_may_repeat THEN figures_in(concat_ws(' ', known.description, wounded_best)) END AS all_figures,
        list_filter(all_figures, lambda figure: coalesce(figure NOT IN (deaths_low, deaths, deaths_high), true)) AS figures,
        list_contains(all_figures, deaths) AND NOT list_contains(all_figures, 2 * deaths) AS tells_toll,
        CASE WHEN records_may_repeat THEN list_transform(string_split(lower(known.description), ';'), lambda headline: hash(trim(headline))) END AS headlines,
        CASE WHEN records_may_repeat THEN try_cast(detailed[2] AS INTEGER) END AS dead_of_a,
        CASE WHEN records_may_repeat THEN try_cast(detailed[3] AS INTEGER) END AS dead_of_b,
        CASE WHEN records_may_repeat THEN try_cast(detailed[4] AS INTEGER) END AS dead_civilians,
        place_words,
        list_filter(telling, lambda word: NOT coalesce(list_contains(place_words, word), false)) AS words,
        coalesce(known.description <> where_told, known.description IS NOT NULL) AS tells_more,
        coalesce(quantity_best, quantity_low, quantity_high) AS quantity,
        quantity_unit,
        story AS any_address,
        CASE WHEN NOT is_force AND (document_id IS NULL OR is_registered) THEN xor(wide_a, wide_b) END AS parties,
        is_new,
        hash(
            known.feed, known.event_subtype, source_code, date_start, date_end, source_name, source_iso3, target_name, target_iso3, others,
            place_name, latitude, longitude, geo_precision,
            CASE WHEN document_id IS NOT NULL THEN hash(report_id)
                WHEN records_are_distinct THEN hash(fatalities_best, fatalities_low, fatalities_high, known.description, details, source_url)
                WHEN source_name IS NULL OR target_name IS NULL OR reach IS NULL THEN hash(coalesce(address, report_id))
            END
        ) AS content
    FROM known
    LEFT JOIN kinds ON kinds.event_subtype = if(known.event_subtype = 'protest' AND fatalities_best > 0, 'riot', known.event_subtype)
    LEFT JOIN feed_traits ON feed_traits.feed = known.feed
    LEFT JOIN visited USING (report_id)
    LEFT JOIN wider AS source_wider ON source_wider.actor_id = source_id
    LEFT JOIN wider AS target_wider ON target_wider.actor_id = target_id
    WHERE NOT is_ended
),
-- What a report is among others of its feed, each asked only of the rows and columns that tell it.
addresses AS (
    SELECT feed, story AS any_address, count(*) FILTER (NOT is_ended) <= 100 AS is_of_story, count(*) FILTER (NOT is_new) <= 100 AS was_of_story
    FROM told JOIN stories USING (source_url) WHERE story IS NOT NULL GROUP BY feed, story
),
companies AS (
    SELECT report_id, count(*) FILTER (NOT is_ended) OVER day AS company, count(*) FILTER (NOT is_ended) OVER month AS month_company,
        bool_or(is_new OR is_ended) OVER month AS is_changed
    FROM (
        SELECT *, round(latitude * 3) AS row_of_cells, round(longitude * 3) AS cell
        FROM told JOIN feed_traits USING (feed) WHERE records_are_distinct
    )
    WINDOW
        month AS (PARTITION BY feed, event_type, (date_start - DATE '1970-01-01') // 30, row_of_cells, cell),
        day AS (PARTITION BY feed, event_type, date_start, row_of_cells, cell)
),
shares AS (
    SELECT report_id, count(*) FILTER (NOT is_ended) OVER portion > 1 AS is_share, bool_or(is_new OR is_ended) OVER alike AS is_changed
    FROM (
        SELECT *, wording_of(description) AS wording
        FROM told JOIN feed_traits USING (feed) WHERE records_may_repeat
    )
    WHERE wording IS NOT NULL
    WINDOW
        alike AS (PARTITION BY feed, wording, date_start),
        portion AS (PARTITION BY feed, wording, date_start ORDER BY fatalities_best RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING)
)
SELECT
    plain.* EXCLUDE (any_address, all_figures, is_new),
    coalesce(is_share, false) AS is_share,
    CASE WHEN is_of_story THEN plain.any_address END AS address,
    CASE WHEN reach IS NOT NULL THEN companies.company END::INTEGER AS company,
    CASE WHEN reach IS NOT NULL THEN companies.month_company END::INTEGER AS month_company,
    is_new
        OR (reach IS NOT NULL AND coalesce(companies.is_changed, false))
        OR coalesce(shares.is_changed, false)
        OR coalesce(was_of_story <> is_of_story, false) AS is_fresh
FROM plain
LEFT JOIN addresses ON addresses.feed = plain.feed AND addresses.any_address = plain.any_address
LEFT JOIN companies ON companies.report_id = plain.report_id
LEFT JOIN shares ON shares.report_id = plain.report_id

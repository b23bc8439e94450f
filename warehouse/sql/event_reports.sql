-- Which reports tell of one event, as linking placed them, each with the pair that speaks loudest for it: a person's, then
-- an exact repeat, then the most probable, then the first partner. Only rows that may be seen count: an event of which one
-- report is left is single, and a report whose pairs are all hidden is indirect. The reasons come last: pairs are many and
-- their reasons long.
WITH placed AS (
    SELECT event_id, report_id
    FROM report_links
    JOIN reports USING (report_id)
    WHERE report_links.superseded_at IS NULL AND reports.superseded_at IS NULL AND event_type <> 'force_level'
),
shared AS (SELECT event_id FROM placed GROUP BY event_id HAVING count(*) > 1),
several AS MATERIALIZED (FROM placed SEMI JOIN shared USING (event_id)),
within AS MATERIALIZED (
    SELECT
        report_id_l,
        report_id_r,
        CASE rule WHEN 'override' THEN 0 WHEN 'exact_repeat' THEN 2 ELSE 4 END - coalesce(probability, 0) AS place
    FROM link_pairs
    JOIN several AS l ON l.report_id = report_id_l
    JOIN several AS r ON r.report_id = report_id_r AND r.event_id = l.event_id
    WHERE decision = 'joined'
),
partners AS (
    SELECT report_id_l AS report_id, report_id_r AS partner_report_id, place, true AS is_left FROM within
    UNION ALL
    SELECT report_id_r, report_id_l, place, false FROM within
),
first_places AS (SELECT report_id, min(place) AS place FROM partners GROUP BY report_id),
loudest AS (
    SELECT report_id, min(partner_report_id) AS partner_report_id, arg_min(is_left, partner_report_id) AS is_left
    FROM partners JOIN first_places USING (report_id, place)
    GROUP BY report_id
)
SELECT event_id, report_id, 'single' AS link_rule, 'no other report tells of it' AS link_reason, NULL AS partner_report_id, NULL AS probability
FROM placed ANTI JOIN shared USING (event_id)
UNION ALL
SELECT
    event_id,
    report_id,
    coalesce(rule, 'indirect') AS link_rule,
    coalesce(reason, 'joined by way of reports that are not shown here') AS link_reason,
    partner_report_id,
    probability
FROM several
LEFT JOIN loudest USING (report_id)
LEFT JOIN link_pairs ON decision = 'joined'
    AND report_id_l = if(is_left, report_id, partner_report_id) AND report_id_r = if(is_left, partner_report_id, report_id)

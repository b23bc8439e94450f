-- Which reports tell of one event, as linking placed them, each with the pair that speaks loudest for it. Only rows that
-- may be seen count: an event of which one report is left is single, and a report whose pairs are all hidden is indirect.
WITH placed AS (
    SELECT event_id, report_id
    FROM report_links
    JOIN reports USING (report_id)
    WHERE report_links.superseded_at IS NULL AND reports.superseded_at IS NULL AND event_type <> 'force_level'
),
shared AS (SELECT event_id FROM placed GROUP BY event_id HAVING count(*) > 1),
several AS (FROM placed SEMI JOIN shared USING (event_id)),
pairs AS (
    SELECT report_id_l AS report_id, report_id_r AS partner_report_id, rule, probability, reason FROM link_pairs WHERE decision = 'joined'
    UNION ALL
    SELECT report_id_r, report_id_l, rule, probability, reason FROM link_pairs WHERE decision = 'joined'
),
loudest AS (
    SELECT pairs.*
    FROM pairs
    JOIN several USING (report_id)
    JOIN several AS partners ON partners.report_id = partner_report_id AND partners.event_id = several.event_id
    QUALIFY row_number() OVER (PARTITION BY report_id ORDER BY rule <> 'override', rule <> 'exact_repeat', probability DESC, partner_report_id) = 1
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
FROM several LEFT JOIN loudest USING (report_id)

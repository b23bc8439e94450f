-- Events that a summary report sums up among others: it stands for itself and is no second report of any of them.
SELECT
    own.event_id,
    covered.event_id AS covered_event_id,
    report_id_l AS report_id,
    report_id_r AS covered_report_id,
    reason AS link_reason
FROM link_pairs
JOIN event_reports AS own ON own.report_id = report_id_l
JOIN event_reports AS covered ON covered.report_id = report_id_r
WHERE decision = 'covers' AND own.event_id <> covered.event_id

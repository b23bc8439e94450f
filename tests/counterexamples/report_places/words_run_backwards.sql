-- Caught by: span_order
-- The last character lies before the first.
UPDATE report_places SET span_start = span_end + 1 WHERE report_id = 'fell';

-- Caught by: confidence.in_range
-- A percentage or a sum, and no probability.
UPDATE reports SET confidence = 2 WHERE report_id = 'vowed';

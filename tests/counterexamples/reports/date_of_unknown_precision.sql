-- Caught by: date_precision_stated
-- A date is given, and said to be unknown.
UPDATE reports SET date_precision = 'unknown' WHERE report_id = 'vowed';

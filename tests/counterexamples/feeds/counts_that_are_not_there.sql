-- Caught by: reports_counted
-- The feed boasts of reports that the table does not hold.
UPDATE feeds SET reports = 6;

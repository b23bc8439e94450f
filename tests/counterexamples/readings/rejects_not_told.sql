-- Caught by: rejects_counted
-- A file is said to have lost two records, and no row tells which.
UPDATE readings SET records_rejected = records_rejected + 2, records_read = records_read + 2;

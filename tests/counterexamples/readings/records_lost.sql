-- Caught by: records_all_accounted
-- Of eleven records nobody knows where one went.
UPDATE readings SET records_read = records_read + 1;

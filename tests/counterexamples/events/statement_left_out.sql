-- Caught by: row_in_statements
-- Readers of statements would never see it.
DELETE FROM statements;

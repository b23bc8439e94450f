-- Caught by: source.not_null
-- Only a change of the table itself lets this in.
ALTER TABLE places ALTER COLUMN source DROP NOT NULL;
UPDATE places SET source = NULL;

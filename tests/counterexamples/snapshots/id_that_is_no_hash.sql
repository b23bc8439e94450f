-- Caught by: snapshot_id.well_formed
-- A file's name in the place of its hash.
INSERT INTO snapshots SELECT * REPLACE ('brief.txt' AS snapshot_id) FROM snapshots;
UPDATE feeds SET snapshots = 2;

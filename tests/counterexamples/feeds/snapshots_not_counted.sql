-- Caught by: snapshots_counted
-- The feed holds a snapshot more than it says.
UPDATE feeds SET snapshots = 0;

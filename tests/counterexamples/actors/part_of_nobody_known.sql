-- Caught by: parent_id.refers
-- The parent is in no row.
UPDATE actors SET parent_id = 'no-such-actor';

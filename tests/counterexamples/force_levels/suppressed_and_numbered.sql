-- Caught by: state_honest
-- The source withholds the number, and one stands there.
UPDATE force_levels SET state = 'suppressed';

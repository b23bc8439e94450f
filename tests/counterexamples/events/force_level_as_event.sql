-- Caught by: no_observation
-- An observation was made an event.
UPDATE events SET event_type = 'force_level', event_subtype = 'peak' WHERE event_type = 'statement';

-- Caught by: event_of_its_kind
-- The event was denied, and its row here still says that it occurred.
UPDATE events SET status = 'denied' WHERE event_type = 'attack';

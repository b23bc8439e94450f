-- Caught by: slot_order
-- The slice ends where it starts.
UPDATE gaps SET slot_end = slot_start;

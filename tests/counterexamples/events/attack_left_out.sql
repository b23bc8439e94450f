-- Caught by: row_in_attacks
-- Readers of attacks would never see it.
DELETE FROM attacks;

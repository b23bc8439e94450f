-- Caught by: row_in_troop_movements
-- Readers of troop_movements would never see it.
DELETE FROM troop_movements;

-- Caught by: mode_has_type
-- A mode of PLOVER says nothing without its type.
UPDATE crosswalks SET plover_mode = 'drone';

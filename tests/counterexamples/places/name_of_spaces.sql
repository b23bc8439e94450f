-- Caught by: name.not_blank
-- A name that is there and says nothing.
UPDATE places SET name = '  ';

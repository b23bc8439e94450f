-- Caught by: columns.as_declared
-- A column that no declaration describes.
ALTER TABLE places ADD COLUMN remark VARCHAR;

-- Caught by: rejects_counted
-- A refused record is kept, and the feed's count says none.
UPDATE feeds SET rejects = 0;

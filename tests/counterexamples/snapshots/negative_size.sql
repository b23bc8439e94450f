-- Caught by: byte_count.in_range
-- No file has fewer bytes than none.
UPDATE snapshots SET byte_count = -1;

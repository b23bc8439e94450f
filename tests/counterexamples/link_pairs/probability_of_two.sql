-- Caught by: probability.in_range
-- A probability beyond 1.
INSERT INTO link_pairs VALUES ('fell', 'marched', 'apart', 'likeness', 9.5, 2, 'same place');

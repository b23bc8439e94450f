-- Caught by: two_reports
-- A report is paired with itself.
INSERT INTO link_pairs VALUES ('fell', 'fell', 'joined', 'likeness', 9.5, 0.99, 'same place');

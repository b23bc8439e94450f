-- Caught by: report_of_a_level
-- The report tells of troops present, not of a peak.
UPDATE force_levels SET level_type = 'peak';

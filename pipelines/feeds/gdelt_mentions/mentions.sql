-- A row of GDELT's mention files as a mention. GDELT's numbers for kinds of sources: codebook 2.0, MentionType.
WITH typed AS (
    SELECT *,
        try_strptime(EventTimeDate, '%Y%m%d%H%M%S') AS event_made,
        try_strptime(MentionTimeDate, '%Y%m%d%H%M%S') AS mention_made,
        CASE MentionType WHEN '1' THEN 'web' WHEN '2' THEN 'citation' WHEN '3' THEN 'core' WHEN '4' THEN 'dtic'
            WHEN '5' THEN 'jstor' WHEN '6' THEN 'nontextual' END AS kind,
        try_cast(SentenceID AS BIGINT) AS sentence_number,
        try_cast(Confidence AS BIGINT) AS percent,
        try_cast(MentionDocLen AS BIGINT) AS characters,
        try_cast(MentionDocTone AS DOUBLE) AS tone
    FROM raw
)
SELECT
    record,
    'gdelt_events' AS mentioned_feed, GLOBALEVENTID AS source_record_id,
    event_made AS event_at, mention_made AS mentioned_at, kind AS medium,
    MentionSourceName AS publisher, MentionIdentifier AS url, sentence_number AS sentence,
    InRawText = '1' AS in_raw_text, percent AS confidence_percent, characters AS document_characters,
    concat_ws('/', Actor1CharOffset, Actor2CharOffset, ActionCharOffset) AS evidence, tone AS document_tone, MentionDocTranslationInfo AS translated_from,
    CASE
        WHEN coalesce(try_cast(GLOBALEVENTID AS UBIGINT)::VARCHAR, '') IS DISTINCT FROM GLOBALEVENTID
            THEN 'GLOBALEVENTID ''' || coalesce(GLOBALEVENTID, '') || ''' is no number'
        WHEN event_made IS NULL THEN 'EventTimeDate ''' || coalesce(EventTimeDate, '') || ''' is no instant'
        WHEN mention_made IS NULL THEN 'MentionTimeDate ''' || coalesce(MentionTimeDate, '') || ''' is no instant'
        WHEN kind IS NULL THEN 'MentionType ''' || coalesce(MentionType, '') || ''' is in no published list'
        WHEN SentenceID IS NOT NULL AND sentence_number::VARCHAR IS DISTINCT FROM SentenceID
            THEN 'SentenceID ''' || SentenceID || ''' is no whole number'
        WHEN InRawText IS NULL OR InRawText NOT IN ('0', '1')
            THEN 'InRawText ''' || coalesce(InRawText, '') || ''' is neither 0 nor 1'
        WHEN percent IS NULL OR percent NOT BETWEEN 0 AND 100 OR percent::VARCHAR <> Confidence
            THEN 'Confidence ''' || coalesce(Confidence, '') || ''' is no percentage'
        WHEN MentionDocLen IS NOT NULL AND (characters::VARCHAR IS DISTINCT FROM MentionDocLen OR characters < 0)
            THEN 'MentionDocLen ''' || MentionDocLen || ''' is no length'
        WHEN MentionDocTone IS NOT NULL AND tone IS NULL THEN 'MentionDocTone ''' || MentionDocTone || ''' is no number'
    END AS reason
FROM typed

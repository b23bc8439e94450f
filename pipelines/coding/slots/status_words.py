"""The words that decide a status: verbs and nouns of planning, denying, beginning and doubting, and auxiliaries.

Here belong word classes only. How an event word is held against them is in `status`.
"""

from pipelines.coding.words.lexicon import words

OCCURRED, ONGOING, PLANNED = "occurred", "ongoing", "planned"
POSSIBLE, DENIED, CANCELLED = "possible", "denied", "cancelled"

GOVERNORS = {
    PLANNED: """plan prepare intend decide order authorize authorise approve agree vow promise pledge schedule expect
        announce foresee envisage
        propose set direct instruct commit ready prepared poised aim request mandate slate offer due undertake plan
        order decision
        preparation intention proposal pledge commitment authorization authorisation approval readiness poise task
        plans outline unveil design mean wait""",
    POSSIBLE: """consider weigh discuss mull contemplate threaten threat possibility option urge call demand ask want
    seek need
        may hope hop warn fear risk danger suspect speculation speculate suggest debate recommend advocate favor favour
        support oppose propose proposal allow enable future potential prospect likelihood could would deter prevent
        avert avoid plot request able capable capability require oblige await believe rule deadline call appeal
        negotiate discussion consideration study explore willing willingness likely verge brink cusp""",
    DENIED: """deny lack refuse reject reconsider fail decline oppose refusal exclude""",
    CANCELLED: """cancel scrap abandon abort""",
    ONGOING: """begin start continue keep initiate resume proceed launch""",
    OCCURRED: """manage succeed force help finish complete claim confirm report accuse blame condemn say tell use
        participate involve""",
}
"""What a governing verb or noun makes of the event below it, unless it is itself negated or only planned.

"hop" is the lemma that the parser gives to "hopes" and "hoped".
"""

CLASS = {word: status for status, listed in GOVERNORS.items() for word in listed.split()}
ACCORDS = {"agree": OCCURRED, "sign": OCCURRED, "accept": OCCURRED, "offer": POSSIBLE, "propose": POSSIBLE}
"""What giving or offering one's word makes of the agreement: "agreed to stop fighting", "offered to"."""
GOVERNED_BY = words("of for to on about against by")
"""Prepositions by which a noun is governed: "a plan for a withdrawal"."""
FUTURE = words("will shall 'll wo sha")
BE = words("is are 's 're been was were am be")
MAY = words("may might could would")
REPORTING = words(
    """say tell report announce claim state add note confirm declare reveal indicate acknowledge warn insist"""
)
BY_ADJECTIVE = {
    word: status
    for status, listed in {
        PLANNED: "planned upcoming scheduled impending imminent forthcoming expected proposed eventual",
        POSSIBLE: "possible potential future likely threatened further any",
        ONGOING: "ongoing continuing continued current",
    }.items()
    for word in listed.split()
}
"""What an adjective before the noun says: "the planned withdrawal", "a possible strike"."""
PLANS_ATTACK = words("plan order prepare threaten deny intend")
DENYING = words("deny refute dispute")
REPORTS = words(
    """report claim rumour rumor allegation suggestion accusation assertion talk announcement news story boast notion
    contention"""
)
"""Nouns for what others say, which may be denied or doubted."""
FALSE = words(
    """false untrue baseless groundless unfounded wrong fabricate fabrication invention nonsense lie slander fiction
    rubbish"""
)
UNSURE = words("unconfirmed unverified doubtful uncertain")
DOUBTING = words("suspect speculate fear doubt suggest")
PROMISES = words(
    "promise pledge offer expect await authorize authorise approve order earmark allot allocate schedule slate"
)
"""Verbs that name a movement still to come: "promised 500 soldiers"."""
ATTEMPTS = words("attempt try")
"""What is being tried is under way: "are attempting to enter the town"."""
UNDER_WAY = words("begin start continue initiate resume commence keep")
SENDING = words("send deploy dispatch rush fly")
"""Verbs whose purpose clause tells the same movement."""
SPECULATIVE = words("speculation suspicion rumour rumor possibility")

"""One event once: mentions of the same event in one text become one draft with the others as `also`.

Here belongs how the values of two mentions are put together. Whether they are one event is decided in `sameness`, and
where the rules say so weighed in `apart`.
"""

from datetime import timedelta
from itertools import groupby

from pipelines.coding.context.hands import other_hands
from pipelines.coding.merging.apart import Judge, is_another, weigh
from pipelines.coding.merging.headlines import in_story, same_toll
from pipelines.coding.merging.kinship import FAR, answers_back
from pipelines.coding.merging.sameness import may_be_one, names, same_event
from pipelines.coding.merging.tellings import goes_on, others_hurt
from pipelines.coding.places.national_places import is_border
from pipelines.coding.places.place_context import nested
from pipelines.coding.reading import Reading
from pipelines.coding.record import Place, Quantity, Span
from pipelines.coding.slots.counting import added
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.slots.siting import Where


def merge(drafts: list[Draft], reading: Reading, another: Judge = is_another) -> list[Draft]:
    """The drafts with every later mention of an event folded into its first one, within sentences first; `another` says
    of one that the rules would fold whether it is another event."""
    inner: list[Draft] = []
    for _, group in groupby(drafts, key=lambda draft: draft.sentence.start):
        inner += _folded(list(group), reading, another)
    return _folded(_under_headline(inner, reading), reading, another)


def _under_headline(drafts: list[Draft], reading: Reading) -> list[Draft]:
    """The drafts with each event of the headline folded into its telling in the story, which knows more of it."""
    taken: list[Draft] = []
    for headline in list(drafts):
        homes = [
            d
            for d in in_story(headline, drafts, reading)
            if d not in taken and (may_be_one(headline, d) or same_toll(headline, d))
        ]
        if homes:
            home = max(homes, key=lambda d: (_sums_up(headline, d, homes), -d.token.i))
            absorb(home, headline)
            drafts = [d for d in drafts if d is not headline]
            taken.append(home)
    return drafts


def _sums_up(headline: Draft, draft: Draft, drafts: list[Draft]) -> int:
    """How well a draft of the story fits a headline: by what they share, its kind, and its place in the story."""
    first = draft.sentence.start == drafts[0].sentence.start
    return _likeness(draft, headline)[0] + 4 * (draft.subtype == headline.subtype) + 3 * first


def _folded(drafts: list[Draft], reading: Reading, another: Judge) -> list[Draft]:
    kept: list[Draft] = []
    for draft in drafts:
        homes = [d for d in kept if same_event(d, draft, reading) and not other_hands(d, draft, reading)]
        home = max(homes, key=lambda home: _likeness(home, draft)) if homes else None
        if home is None or another(weigh(home, draft, kept, reading)):
            kept.append(draft)
        else:
            absorb(home, draft)
    return kept


def _likeness(home: Draft, draft: Draft) -> tuple[int, int]:
    """How much two mentions share, and how near they stand."""
    tolls = home.fatalities and draft.fatalities and home.fatalities.value == draft.fatalities.value
    shared = 3 * bool(tolls) + 3 * bool(names(home) & names(draft))
    shared += 2 * bool(home.period and home.period == draft.period)
    shared += bool({a.canonical for a in home.source} & {a.canonical for a in draft.source})
    shared += 4 * (home.sentence.start == draft.sentence.start)
    return shared, home.token.i


def absorb(home: Draft, other: Draft) -> None:
    """Fold a mention into its event: missing values are filled, vaguer ones made sharper, its words kept in `also`."""
    whole = other.subtype == "attack_series"  # "both killings" tell no more of the first of them
    if (home.subtype in ("unspecified", "security_agreement") and not whole) or (
        home.subtype == "withdrawal" and (other.subtype == "redeployment" or _leaves_what_is_given(home, other))
    ):
        home.subtype = other.subtype
    if home.subtype != "ground_offensive" or not _is_long(other):
        home.period = home.period or other.period
    home.quantity = home.quantity or other.quantity
    together = home.sentence.start == other.sentence.start
    counted = {q.span for d in home.also for q in (d.fatalities, d.wounded) if q and q.span}
    if not answers_back(other) or home.fatalities is None:
        home.fatalities = _toll(home.fatalities, other.fatalities, together or others_hurt(other), counted)
    home.wounded = _toll(home.wounded, other.wounded, together, counted)
    home.weapon = home.weapon if home.weapon is not None else other.weapon
    held = home.token.dep_ == "acl" or home.fatalities  # "rebels holding a priest stormed the town"
    if home.subtype == "abduction" and other.subtype in ("armed_assault", "massacre") and held:
        home.subtype = other.subtype  # a raid in which people were also taken
    if answers_back(other) and not answers_back(home):
        other.source, other.target = [], [a for a in other.source if a.kind != "civilians"]
    claimed = other.anchor.lemma_ == "claim" and other.token != other.anchor  # a claim goes before suspicion
    home.source = other.source if claimed and other.source else home.source or other.source
    home.struck = [*home.struck, *other.struck]
    known = {a.canonical for a in home.source}
    home.target = home.target or [a for a in other.target if a.canonical not in known]
    near = other.sentence.start_char - home.sentence.end_char <= FAR
    if together and home.where.loose and other.where.any() and not other.where.loose:
        home.where = Where()  # the home of the dead, or what is only near by, where the sentence also tells the scene
    for slot in ("origin", "destination", "location"):
        mine, theirs = getattr(home.where, slot), getattr(other.where, slot)
        small = [p for p in theirs if p.level not in ("country", "province", "region")]
        if not mine or (small and goes_on(home, other)):
            setattr(home.where, slot, theirs if not mine else small)
        elif near and not (together and _aside(other, home)) and (narrower := _narrower(mine, theirs)):
            setattr(home.where, slot, narrower)
    if home.type == "troop_movement":
        home.mark_redeployment()
    home.also += [other, *other.also]


def _leaves_what_is_given(home: Draft, other: Draft) -> bool:
    """Whether a sentence tells of one base that it is left and handed over: "left the post and turned it over"."""
    return home.frame == "leave" and other.subtype == "base_transfer" and home.sentence.start == other.sentence.start


def _is_long(draft: Draft) -> bool:
    """Whether it went on for weeks: "captured the town after a year of fighting" took a day."""
    return draft.period is not None and draft.period.end - draft.period.start > timedelta(days=20)


def _aside(other: Draft, home: Draft) -> bool:
    """Whether a mention in the same sentence tells what somebody in it did besides: "killed a man who had planned raids
    in Gao"."""
    if other.where.below:
        return True
    for token in (other.token, *other.token.ancestors):
        if token in (home.token, home.anchor):
            return False
        if token.dep_ == "relcl" and token.head not in (home.token, home.anchor):
            return True
    return False


def _narrower(mine: list[Place], theirs: list[Place]) -> list[Place]:
    """What a later mention says more closely of where an event was: a place in the country, a town in the
    province, a quarter of the town, what lies by a border."""
    if all(map(is_border, mine)):
        return [p for p in theirs if not is_border(p) and p.level != "country"]
    within = [p for p in theirs if any(p.country == m.country for m in mine)]
    if all(p.level == "country" for p in mine):
        return within if any(p.level != "country" for p in within) else []
    if [p.level for p in mine] == ["city"]:
        return [p for p in theirs if p.level == "district" and nested(p, mine[0])]
    if len(mine) != 1 or mine[0].level not in ("province", "region"):
        return []
    within = [p for p in within if p.canonical != mine[0].canonical]
    small = [p for p in within if p.level in ("city", "site", "district", None) and nested(p, mine[0])]
    small = [p for p in small if p.canonical not in mine[0].canonical]  # the province that is called like its town
    return small if len(small) == len(within) else []


def _toll(mine: Quantity | None, theirs: Quantity | None, together: bool, counted: set[Span]) -> Quantity | None:
    """The toll of an event told twice: a number before none, zero and "dozens"; different counts of one sentence are
    added up, once each."""
    if mine is None or theirs is None:
        return mine or theirs
    vague = mine.value is None and mine.max is None
    if theirs.value and (theirs.value >= (mine.min or 0) if vague else mine.value == 0):
        return theirs
    new = theirs.span is not None and theirs.span != mine.span and theirs.span not in counted
    if together and new and theirs.value and mine.value:
        return added([mine, theirs])
    return mine

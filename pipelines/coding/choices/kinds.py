"""How: the kind of an attack, of which its own words often say only that it was one.

Here belong the options, every kind that the ontology has, and what speaks for each: the kind that the rules read, the
words of the sentence, who strikes whom, and of what kinds the text's other attacks are.
"""

from pipelines.coding.choices.options import Option, Question
from pipelines.coding.choices.sides import sides_of
from pipelines.coding.choices.telling import Telling
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.weighing import Signals, speaking
from pipelines.coding.words.lexicon import ARMED, BASES, CASUALTY, CIVIL, CRAFT, GROUND, TROOPS, WEAPONS, words
from warehouse.codes import SUBTYPES

CHOICE = "kind of attack"
_LEAST = 0.65
"""The chance from which the kind that the rules read is overruled: on texts left out of the fit some five of six kinds
that are changed then become right. Less changes more, and costs kinds of real news."""
_KINDS = tuple(subtype.code for subtype in SUBTYPES if subtype.event_type == "attack")
_MANY = 10
_STRUCK = {"people": CIVIL, "soldiers": TROOPS, "bases": BASES, "ground": GROUND}
_TELLING = (
    ARMED
    | CRAFT
    | WEAPONS
    | CASUALTY
    | words(
        """ambush raid storm shoot shot gunman gunfire open fire burst attack assault overrun clash fight battle bomb
        blast explode detonate shell mortar strike massacre execute hack machete burn behead village convoy checkpoint
        patrol prison market mosque school church ied mine roadside grenade knife stab sniper"""
    )
)
"""Words of a sentence that tell how people were attacked."""


def how(draft: Draft, telling: Telling) -> Question | None:
    """The question of what kind an attack was, with the rules' answer last; None of other events."""
    if draft.type != "attack":
        return None
    told, others = _told(draft), [d for d in telling.others(draft) if d.type == "attack"]
    kinds = [*(kind for kind in _KINDS if kind != draft.subtype), draft.subtype]
    options = [Option(kind, _signals(kind, told, _company(kind, draft, others))) for kind in kinds]
    return Question(CHOICE, draft, options, _LEAST)


def _signals(kind: str, told: Signals, company: Signals) -> dict[str, float]:
    """What is told speaks for each kind in its own way; company for any kind, and for each."""
    return {**company, **{f"{kind}, {name}": value for name, value in (*told.items(), *company.items())}}


def _told(draft: Draft) -> dict[str, float]:
    """What the attack's own words and slots tell."""
    lemmas = {t.lemma_.lower() for t in draft.sentence}
    nouns = {t.lemma_.lower() for t in draft.struck}
    by, on = sides_of(draft.source), sides_of(draft.target)
    dead = (draft.fatalities.value or draft.fatalities.min or 0) if draft.fatalities is not None else 0
    found = {
        "always": True,
        f"the rules: {draft.subtype}": True,
        f"by {by}": True,
        f"on {on}": True,
        f"by {by} on {on}": True,
        f"word {draft.token.lemma_.lower()}": True,
        f"told as {draft.frame}": True,
        "a plural": draft.token.tag_ == "NNS",
        "people killed": draft.fatalities is not None,
        "many killed": dead >= _MANY,
        **{f"{name} struck": bool(nouns & group) for name, group in _STRUCK.items()},
        **{f"{noun} struck": True for noun in nouns},
        **{f"beside {word}": True for word in lemmas & _TELLING},
    }
    return speaking(found)


def _company(kind: str, draft: Draft, others: list[Draft]) -> dict[str, float]:
    """Whether the text's other attacks, and later words for this one, are of the kind."""
    before = [d for d in others if d.span.start < draft.span.start]
    alike = [d for d in others if d.subtype == kind]
    found = {
        "the last attack told": bool(before) and before[-1].subtype == kind,
        "the first attack of the text": bool(others) and others[0].subtype == kind,
        "another attack": bool(alike),
        "another attack of the sentence": any(d.sentence.start == draft.sentence.start for d in alike),
        "a later word for it": any(d.subtype == kind for d in draft.also),
    }
    return speaking(found)

"""What a text is about: armed conflict, or a peacetime matter that borrows its words.

Here belong the vocabularies of peacetime matters as far as they tell of a whole text, and the weighing of a text's
words against those of war. What makes a single clause a figure of speech is in `unreal`.
"""

from collections.abc import Iterable

from spacy.tokens import Doc
from spacy.tokens import Span as Sentence

from pipelines.coding.record import Document, Span
from pipelines.coding.words.lexicon import ARMED, CONFLICT, CRAFT, PEACETIME, PLAIN_WAR, STRICT_TROOPS, words

SPORT = words(
    """rugby cricket football soccer tennis golf chess boxing hockey baseball basketball volleyball handball
    athletics coach goalkeeper striker midfielder winger fullback scrum prop batsman bowler wicket
    innings referee umpire teammate squad captain fixture league championship cup trophy medal medallist podium
    derby tournament semifinal quarterfinal playoff halftime stoppage equaliser penalty kick header
    goal scoreline stadium fan supporter spectator season relegation transfer rematch knockout
    champion opponent opener favourite lap sprint marathon peloton cyclist jockey regatta pitch
    touchline racket serve seamer spinner paceman wicketkeeper midfield scorer substitute kickoff equalizer lineout
    dugout
    player game match score ball"""
)
BUSINESS = words(
    """company retailer store shopper customer brand product profit loss revenue sale earnings dividend share
    shareholder stock investor analyst market rival merger takeover bid acquisition buyout ceo
    executive chairman quarterly annual percent price discount supplier franchise startup software app
    smartphone device user platform broadband airline carmaker factory plant output workforce redundancy layoff
    bankruptcy creditor lender bank loan bond currency tariff duty import export steel commerce
    commodity brewery advertiser boardroom soybean economist"""
)
HEALTH = words(
    """measles virus vaccine vaccination disease infection patient doctor nurse clinic hospital ward tumour tumor
    cancer therapy treatment drug dose trial epidemic pandemic outbreak flu malaria cholera ebola polio lung
    brain bacteria antibiotic immune immunity symptom diagnosis obesity smoking asthma surgery surgeon dentist
    tooth epidemiologist researcher laboratory study"""
)
ARTS = words(
    """film movie director producer actor actress role scene camera extra dialogue script screenplay trailer
    premiere festival review reviewer critic audience novel author chapter reader poem poet painter painting
    canvas gallery exhibition exhibit museum curator visitor sculpture orchestra conductor choir
    ballet dancer dance theatre theater opera concert album song singer guitarist lyric band tour ticket
    rehearsal costume stage curtain sequel series episode season gamer videogame console designer fashion
    restoration archive collection heritage reenactor reenactment parade regatta yacht flypast anniversary
    diary centenary bicentenary memorabilia relic replica vintage antique"""
)
POLITICS = words(
    """shutdown deficit budget debt filibuster republican democrat conservative liberal candidate campaign primary
    ballot voter poll pollster constituency referendum manifesto caucus pension tax taxpayer healthcare medicare
    welfare union unionist docker picket teacher wage stoppage walkout employer payroll electoral
    furlough ceiling runoff turnout incumbent bargaining retirement amendment clause
    bill legislation lawmaker brexit gaffe debate nominee impeachment abortion immigration
    tory backbencher electorate chancellor commuter traveller salary overtime leadership deputy opposition
    resign vote"""
)
DISASTERS = words(
    """rescuer rescue trekker rubble survivor mudslide quake aftershock firefighter blaze wildfire bushfire
    hurricane typhoon cyclone tornado storm flood earthquake avalanche landslide volcano eruption evacuee
    forecaster rainfall rainstorm drought crash derailment collision pilot passenger runway wreckage
    skier hiker climber mountaineer reservoir dam containment meteorologist snowstorm snowfall snowdrift blizzard
    cyclonic heatwave sandbag firefighting retardant glacier downpour tremor stretcher snow flame burn bury smoke wind
    rain tide
    collide derail capsize cockpit aviation landfall"""
)
NATURE = words(
    """elephant rhino lion tiger bear wolf shark whale dolphin seal bird penguin insect locust mosquito bee ant
    spider snake species habitat wildlife ranger poacher reserve zoo dog cat sheep cow cattle horse
    herd farmer crop harvest vineyard orchard forest tree otter conservationist biologist fish
    fisherman"""
)
CRIME = words(
    """robber robbery burglar burglary thief theft cashier shoplifter mugging fraud embezzlement prosecutor
    defendant jury juror verdict sentence inmate parole detective girlfriend boyfriend wife husband drunk bar
    nightclub feud heist smuggler cocaine heroin mafia mobster underworld forger hacker malware ransomware password"""
)
SCIENCE_AND_SCHOOL = words(
    """scout student pupil campus university professor graduate exam classroom anthem satellite
    scientist telescope astronaut spacecraft mars moon algorithm computer network server robot chemist physicist
    theorem"""
)
TOPICS = (SPORT, BUSINESS, HEALTH, ARTS, POLITICS, DISASTERS, NATURE, CRIME, SCIENCE_AND_SCHOOL)
_PLAYFUL = (SPORT, BUSINESS, ARTS)
"""Topics of which a sentence may say in so many words of war that people were hurt, and mean none."""
_COMMON = words(
    """loss store price share market plant hospital doctor nurse ward treatment drug dose study director camera
    role scene extra series tour band bar wife husband sentence prosecutor student university bank duty import
    export fish fisherman farmer cattle herd tree forest flood storm pilot passenger crash wreckage company
    captain squad season transfer opponent goal rival bid executive chairman annual percent device user output
    campaign candidate voter debate lawmaker union teacher smuggler computer network satellite visitor author
    chapter reader ticket collection chief ranger reserve trial bill opener pitch tax budget poll
    republican democrat conservative liberal legislation snow flame burn bury smoke wind rain tide anniversary parade
    economist stretcher
    player game match score ball leadership deputy opposition resign vote traveller landfall diary coach"""
)
"""Those of them that news of war uses, too: they count only beside two telling words of their topic."""
_BORROWED = words(
    """attack attacker battle blast bombard bombardment bullet capture casualty clash conflict contingent coup deploy
    drone explosion explosive fighting force front frontline gunman hostage invade invasion kill marine navy occupation
    offensive partisan pirate raid raider rifle rocket sailor salvo siege spearhead squad suicide tank truce
    vanguard violence war withdraw withdrawal wound helicopter destroyer barrage projectile machete hardliner loyalist
    massacre assailant ammunition ambush hostility defence defense combat"""
)
"""Words of war that sport, trade, crime and politics borrow: a text with no other is not about war."""
_ARMED_WEIGHT = 3
_FORCES = STRICT_TROOPS | CRAFT
_FIGHTING = (CONFLICT | PLAIN_WAR) - _FORCES
"""Words of war that name no force."""
_BRIEF = 80
"""Tokens below which a text has too few words for its vocabulary to show what it is about."""
_LINE = 45
"""Tokens up to which a text is a line of news, too short to say more than its event."""
_FEW = 3
"""Up to so many words of peacetime a text about war may have by chance."""


_ATTACKS = words(
    """attack airstrike shelling bombardment bombing ambush raid offensive clash strike bomb shell attacker
    bombard storm overrun massacre kidnap abduct"""
)
_HURT = words("kill die dead death casualty injure wound wounded injured injury massacre kidnap abduct")
_OF_WAR = PLAIN_WAR | ARMED | words("armed aerial paramilitary jihadist bomb")
_OF_WAR -= words("fighter raider mob force radical")
_PLAINLY = 4.0
"""What a text counts for that tells of an attack in so many words, whatever else it is about."""
_OFF_TOPIC = -10.0
"""What a text counts for in which the words of war can only be borrowed."""


def conflict(doc: Doc, armed: int, national: int, mixed: bool) -> float:
    """How much a text is about armed conflict: distinct words of war and named armed groups, less words of peace.

    `armed` counts mentions of armed groups, `national` the names of national forces; `mixed` says that the text is a
    list of news of all kinds, in which peacetime matters say nothing of the rest. A text that only borrows the words of
    war scores at most 1, unless it is of no sport or trade and one sentence says plainly that people were hurt in an
    armed attack, as in reports of relief agencies.
    """
    weight = _weight(doc, armed, national, mixed)
    lemmas = _lemmas(doc)
    if any(_count(lemmas, topic) > _FEW for topic in _PLAYFUL):
        return weight
    dug = _count(lemmas, DISASTERS) == _strongest(lemmas)  # people are dug out after attacks, too
    if (dug or weight > _OFF_TOPIC) and weight < _PLAINLY and any(map(_reports_attack, doc.sents)):
        return _PLAINLY
    return weight


def _reports_attack(sentence: Sentence) -> bool:
    lemmas = {token.lower_ for token in sentence} | _lemmas(sentence)
    return all(lemmas & needed for needed in (_ATTACKS, _HURT, _OF_WAR)) and not _peacetime(lemmas)


def _lemmas(words: Doc | Sentence) -> set[str]:
    """The lemmas of a text; an "air strike" or "air raid" is an airstrike."""
    found = {token.lemma_.lower() for token in words}
    flown = any(t.lemma_ in ("strike", "raid") and t.i and t.nbor(-1).lower_ == "air" for t in words)
    return found | {"airstrike"} if flown else found


def _weight(doc: Doc, armed: int, national: int, mixed: bool) -> float:
    lemmas = _lemmas(doc)
    war = len(lemmas & CONFLICT) + len(lemmas & PLAIN_WAR) + min(armed, _ARMED_WEIGHT)
    if _strongest(lemmas) < _FEW:  # soldiers dig for the buried and drive ambulances, too
        war += min(national, _ARMED_WEIGHT)
    forces = any(token.lemma_ == "force" and token.tag_ in ("NNS", "NNPS") for token in doc)
    unarmed = not (armed or national or forces)
    if len(doc) > _LINE and unarmed and not lemmas & (CONFLICT - _BORROWED):
        return min(war, 1.0)
    if not (armed or mixed) and national < _FEW and _only_helps(lemmas):
        return min(war, 1.0)
    peace = 0 if mixed else _peacetime(lemmas)
    loosely = max(len(lemmas & topic) for topic in _PLAYFUL)
    if unarmed and not mixed and loosely > _FEW:  # "the fare war", where nobody has arms
        peace = max(peace, loosely)
    brief = len(doc) < _BRIEF and war and not peace
    return war + 2 * bool(brief) - 1.5 * peace - 1.5 * max(0, peace - _FEW)


def _only_helps(lemmas: set[str]) -> bool:
    """Whether a text of a disaster, a match or a show names forces and next to nothing of war: soldiers dig for the
    buried and march in parades, too. What is told of the sick is left out, for armies have hospitals."""
    fighting = lemmas & _FIGHTING
    if fighting - _BORROWED:
        return False
    topics = [topic for topic in TOPICS if topic is not HEALTH and _count(lemmas, topic) > 1]
    return any(topic is not DISASTERS or len(fighting) <= _FEW for topic in topics)  # people dig after a raid, too


def national_forces(doc: Doc, states: Iterable[Span]) -> int:
    """How many phrases among those for states name forces with their country: "Dutch soldiers", but not "the army"."""
    text = doc.text  # put together anew at every asking
    named = {span.of(text) for span in states}
    return sum(
        name[:1].isupper()
        and not name.lower().startswith(("the ", "our "))
        and any(word.lower().rstrip("s") in _FORCES or word.lower() in _FORCES for word in name.split()[1:])
        for name in named
    )


def _peacetime(lemmas: Iterable[str]) -> int:
    """How many words a text has of its strongest peacetime topic, or of all as the clause-level lists count them."""
    found = set(lemmas)
    strongest = _strongest(found)
    return max(n if n > 1 else 0 for n in (strongest, len(found & PEACETIME)))


def _strongest(found: set[str]) -> int:
    """How many words a text has of the peacetime topic of which it has most."""
    return max(_count(found, topic) for topic in TOPICS)


def _count(found: set[str], topic: frozenset[str]) -> int:
    telling = found & topic - _COMMON
    return len(telling) + (len(found & topic & _COMMON) if len(telling) >= 2 else 0)


def is_day_list(document: Document) -> bool:
    """Whether a text is a list of current events under a date: so its source or title says."""
    label = f"{document.source or ''} {document.title or ''}".lower()
    return "current events" in label or "current_events" in label

"""The words that name events: verbs and nouns, each with its sense.

Here belong tables only: which word can name which event, who its participants are in the sentence (its *frame*), and
what else must be there before the word is believed (its *need*). To teach the coder a verb or a noun, add it to a row
here. How a sentence is searched does not belong here.

A phrasal verb is written with its particle ("pull out"), a verb with its fixed object after a colon ("open:fire",
"take up:position", "come to:blow"). Hyphens are left to `language`, which joins "pull-out" to one word.
"""

from dataclasses import dataclass

from pipelines.coding.event_words.movement_words import MOVEMENT_NOUNS, MOVEMENT_VERBS
from pipelines.coding.words.lexicon import once, words


@dataclass(frozen=True)
class Sense:
    """One meaning of a word.

    frame: who is who in the sentence
        strike    the subject attacks the object, or the noun's owner what stands after on, against ("shelled the town")
        kill      the same, the object being the victims ("killed four")
        clash     both sides are the subject, or one stands after with, between ("clashed with")
        burst     the subject is the weapon ("a bomb exploded")
        victim    the subject suffers ("two soldiers died")
        seize     the subject takes the object, a place ("captured the town")
        lose      the subject, a place, passes to what stands after to, under ("fell to the rebels"), or the object does
                  ("lost the town to the rebels")
        move      the subject is the force, or its master with the force as object ("withdrew 500 troops")
        leave     the object is the place left ("left Iraq")
        change    the number of a force changes ("increase its troops")
        site      the object is a base ("handed over the base")
        agree     the parties are the subject, or stand after between, with ("signed a truce")
    need: the evidence without which the word is not believed
        none      nothing more, in a text about conflict
        armed     an armed actor, a weapon, a conflict target or casualties in the clause
        fighters  fighters on one of its sides
        people    civilians taken by fighters or by nobody named, or anybody by fighters of no state
        casualty  people hurt, and an armed actor, a weapon or an attack
        anchored  a verb that carries the noun ("came under fire")
        operation fighters in it, and casualties or fighters as its target
        force     a word for troops, a unit, a ship, an aircraft, or an armed actor that moves
        place     an armed actor, and ground as the object
        base      a word for a base as the object
        mission   a word for a military mission as the object
        training  forces that train, at a place or a time named, and not others
        exercise  "military", "naval", "joint" and the like beside it
        missile   a missile, a shell or a drone as the subject
        piracy    a ship taken by fighters of no state, or by nobody named
        vessel    a ship taken by forces of a state
        truce     a side of a war in the sentence, or a text that is plainly about one
        halt      a halt of fighting that is agreed
        agreed    a verb of giving one's word above it
        jointly   two sides as the subject, and forces in what they agree on
        paper     the same as parties, and a verb of signing or reaching
        access    bases, and forces that may use them
        parties   words of peace or troops, or two states or armed groups as parties
        peace     a verb of signing or mediating
        commanders  commanders or delegations who meet
    """

    type: str
    subtype: str
    frame: str
    need: str


def _table(text: str) -> dict[str, list[Sense]]:
    """Word -> its senses in order, from rows "type subtype frame need: word, word"; a line without a colon goes on.

    Raises ValueError if a word stands twice in a row, or nothing between two commas.
    """
    rows: list[tuple[str, str]] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        head, mark, rest = line.partition(": ")
        if mark:
            rows.append((head, rest))
        else:
            rows[-1] = (rows[-1][0], f"{rows[-1][1]} {line}")
    senses: dict[str, list[Sense]] = {}
    for head, listed in rows:
        for word in _phrases(listed):
            senses.setdefault(word, []).append(Sense(*head.split()))
    return senses


def _phrases(text: str) -> frozenset[str]:
    """The phrases between the commas of a text; a comma at its end counts as none."""
    return once([" ".join(phrase.split()) for phrase in text.strip().removesuffix(",").split(",")])


_TREADING = ("drive over", "run over", "roll over", "pass over", "step on", "tread on")
"""How a mine is set off by those whom it hits."""

VERBS = _table(
    """
    attack unspecified strike armed: attack, hit, strike, target, pound, counterattack, destroy, engage,
        batter, pummel, level, flatten, terrorise, terrorize,
        send against, hurl against, throw against, unleash against, scramble against, launch against,
        wreck, demolish, devastate, rake, hammer, plaster, smash, rain down on, set:alight, set:ablaze,
        turn:gun, use:munition, use:gas,
        fall upon, fall on, set upon, swoop on, swoop upon, descend upon, pounce on
    attack armed_assault strike armed: assault, raid, storm, fire on, fire upon, fire at,
        fire into, open:fire, shoot at,
        riddle, lob:bomb,
        rampage, burst into, burn down, burn, raze,
        overwhelm, shoot up, torch, ransack, hijack, loot,
        pillage, plunder, spray, set:fire, hurl:grenade, throw:grenade, toss:grenade,
        fire:shot, fire:round, fire:grenade, fire:gun, return:fire
    attack armed_assault strike none: ambush, gun down, mow down, waylay, machinegun
    attack armed_assault strike armed: meet with:fire, meet with:gunfire, meet with:bullet, meet with:grenade,
        greet with:fire, greet with:gunfire, greet with:bullet
    attack shelling strike armed: meet with:mortar, meet with:artillery, meet with:shell, greet with:shell
    attack unspecified strike operation: crush, shatter, annihilate, wipe out, decimate, maul, overpower, vanquish,
        trounce, probe, harass, take:revenge, hit back at, strike back at,
        exact:revenge, take:reprisal, exact:vengeance, retaliate against
    attack airstrike strike armed: bomb, blitz, strafe, drop:bomb, drop:grenade, drop:explosive, drop:munition,
        drop:ordnance, drop:mine, drop:charge, firebomb, use:bomb, use:napalm
    attack shelling strike armed: shell, bombard, mortar, lob:shell, lob:mortar, rain:mortar,
        rain:shell, drop:shell, pump:shell, fire:bomb,
        pour:shell, throw:shell, hurl:shell, send:shell, fire:mortar, fire:shell,
        fire:artillery,
        launch:mortar,
        open up on, open up at, open up with, rain:fire, rain:rocket, lob:grenade, fire:round, pour:fire, train:gun
    attack rocket_attack strike armed: rocket, fire:rocket, launch:rocket, lob:rocket, send:rocket
    attack missile_strike strike armed: fire:missile, launch:missile
    attack drone_strike strike armed: fire:drone, launch:drone, send:drone, use:drone
    attack bombing strike armed: blow up, dynamite, blast, detonate:explosive, detonate:bomb, detonate:vest, blow:up,
        set:bomb, set:explosive, set:charge, set:mine, set:device
    attack bombing kill casualty: blow to:bit, blow to:piece, blow apart, tear to:shred
    attack bombing burst armed: explode, detonate, go off, blow up, rip through, tear through, blast, ram,
        plough into, plow into, fall on, rain on, rain down, slam into, land on, crash into
    attack bombing burst missile: land, fall, come down, drop
    attack naval_attack strike armed: torpedo, sink
    attack assassination kill armed: assassinate
    attack massacre kill armed: massacre, slaughter
    attack massacre kill casualty: behead, execute, decapitate, crucify, bayonet, put to:death, hang, garrotte,
        burn alive, cut:throat, slit:throat
    attack abduction kill armed: abduct, kidnap, take:hostage, seize:hostage, hold:hostage,
        snatch, spirit away, hold captive, take captive, take:prisoner, take:captive
    attack abduction kill people: seize, grab, capture, take, take away, take from, lead away, lead off,
        march away, march off, carry off, drag off, drag away, bundle into, herd away
    attack unspecified kill casualty: kill, wound, injure, hurt, murder, slay, claim:life, eliminate, maim, take out,
        neutralise,
        neutralize, martyr, send to:hell, kill off
    attack armed_assault kill casualty: shoot, stab, hack, knife
    attack unspecified victim casualty: die, perish,
        fall:victim, lose:soldier, lose:troop, lose:man, lose:fighter, lose:marine, lose:peacekeeper, lose:policeman,
        lose:trooper, lose:sailor, lose:life, embrace:martyrdom, attain:martyrdom, pay:price, lay down:life
    attack armed_clash clash armed: clash, battle, fight, skirmish, exchange:fire, trade:fire, fight off, repel,
        repulse,
        beat back, drive back, push back, fend off, ward off, shoot out, slug out,
        battle out, fight out, fight back, fire back, shoot back,
        exchange:shot,
        trade:shot, exchange:gunfire, exchange:artillery, trade:artillery,
        exchange:salvo, trade:blow, swap:fire, come to:blow, fight for:control, fight for:city, fight for:town,
        fight for:village, fight for:capital, fight for:airport, fight for:possession,
        hold off, drive off, chase off, chase away, see off
    attack ground_offensive seize place: capture, seize, take, retake, recapture, overrun, take over, conquer, annex,
        liberate, occupy, regain, reclaim, sweep into, push into, advance into, overthrow, recover, wrest, encircle,
        besiege, surround, clear, reoccupy, free, gain:control, seize:control, take:control, regain:control,
        storm into, take:possession of, gain:possession of, wrest from, take back, win back, breach, smash into
    attack ground_offensive seize armed: invade
    attack naval_attack seize piracy: capture, seize, hijack, take over, storm, overrun
    troop_movement boarding seize vessel: capture, seize, detain, impound, apprehend, intercept, take over, commandeer
    attack ground_offensive lose armed: fall to, fall under, fall into:hand, fall into:grip, fall into:clutch,
        fall into:control, fall into:possession
    attack ground_offensive lose place: lose, give up, surrender, fall
    attack ground_offensive strike armed: drive out, push out, chase out, flush out, dislodge, rout,
        throw back, hurl back, beat off, eject, clear of, drive from, push from
    attack interception strike armed: intercept, shoot down, down, bring down, take down
    """
    "attack bombing victim armed: "
    + ", ".join(
        f"{verb}:{mine}"
        for verb in _TREADING
        for mine in ("mine", "landmine", "ied", "bomb", "device", "charge", "trap")
    )
    + MOVEMENT_VERBS
)

NOUNS = _table(
    """
    attack unspecified strike armed: attack, strike, counterattack, raid, onslaught, action,
        killing, slaying, violence, bloodshed, terrorist act, terror act
    attack unspecified strike operation: operation
    attack armed_assault strike anchored: fire
    attack shelling strike armed: bombardment
    attack airstrike strike armed: airstrike, air bombardment, aerial bombardment, air strike, air raid, sortie
    attack drone_strike strike armed: drone strike, drone attack, uav attack
    attack missile_strike strike armed: missile strike, missile attack
    attack rocket_attack strike armed: rocket attack, rocket fire, rocket strike, rocket barrage
    attack shelling strike none: shelling, mortar attack, mortar fire, mortar firing, artillery firing, artillery fire,
        shellfire, artillery strike
    attack bombing strike armed: bombing, blast, explosion, detonation, bomb attack, car bombing
    attack suicide_bombing strike none: suicide bombing, suicide attack, suicide blast
    attack armed_assault strike armed: assault, ambush, shooting, gunfire, shootout, gun attack, rampage,
        gun battle, killing spree, shooting spree
    attack armed_clash clash fighters: encounter
    attack armed_clash clash armed: clash, battle, firefight, skirmish, fighting, gunbattle, gunfight, crossfire,
        combat, engagement, artillery duel, artillery exchange
    attack ground_offensive seize armed: invasion, offensive, incursion, counteroffensive, siege,
        ground operation
    attack ground_offensive seize place: fall, takeover, seizure, capture, conquest, occupation, annexation, recapture
    attack massacre kill armed: massacre, slaughter, execution, beheading
    attack assassination kill armed: assassination
    attack abduction kill armed: abduction, kidnapping, kidnap
    attack interception strike armed: interception, downing, shootdown
    attack naval_attack strike armed: torpedoing, hijacking
    """
    + MOVEMENT_NOUNS
)

NO_EVENTS = _phrases(
    """
    battle:blaze, battle:fire, burst into:applause, burst into:flame, burst into:laughter,
    burst into:song, burst into:tear, bring:case, bring:charge, bring:lawsuit, bring:number, bring:peace, bring:toll,
    put:number, put:figure, put:strength, put:total,
    close:door, close:gap, come across, come after, come amid, come as, come down, come from, come into:contact,
    come into:effect, come into:force, come out, come up, come with,
    concentrate:airstrike, concentrate:attack, concentrate:effort, concentrate:fire, cross:mind, cut off,
    cut:cost, cut:job, cut:production, cut:rate, cut:tie, draw:line, engage in, engage with, enter:force,
    enter:phase, enter:race, fall on:field, fall on:deaf, fall on:ear, fall on:hand, fall on:time, fall on:shoulder,
    fall on:knee, fall on:day, enter:talk, fight for, fight over, fight:blaze, fight:fire, fight:wildfire, fire
    into:air, fire:employee, fire in:air, fire into:sky, fire:imagination,
    fly:flag, free:captive, free:detainee, free:hostage, free:inmate,
    free:prisoner, fly:mission, fly:sortie, go ahead, go forward, go on, go through,
    go to:bed, go to:court, go to:house, go to:war,
    hand in, hand out, turn in, reach:strength, reach:level, reach:number, reach:size, reach:total,
    hold off for, hold off on, hit back, hit:high, hit:low, hit:market, hit:record, hit:target, join:army,
    join:coalition, join:exercise, join:fight, join:mission, join:offensive, join:operation, join:war,
    join:group, join:insurgency, join:military, join:militia, join:organization, join:rank,
    leave:mark, leave:office, leave:room, leave:trace, lose:appeal, lose:election,
    lose:game, lose:ground, lose:job, lose:match, lose:seat, lose:vote, lose:weight, meet:condition,
    meet:deadline, meet:demand, meet:goal, meet:need, meet:request, meet:standard, meet:target, move ahead, move
    on, pull off, pull:trigger, put in, put:question, raise:alarm, raise:concern, raise:doubt, raise:fear,
    raise:flag, raise:hope, raise:money, raise:question, reach:agreement, reach:deal, return:call, send:letter,
    send:message, send:shock, send:signal, shoot:film, shoot in:air, shoot into:air, shoot into:sky,
    shoot:picture, shoot:scene,
    shoot:video, stand down, strike:agreement, strike:bargain, strike:balance, strike:chord, strike:deal, strike:tone,
    take:decision, take:effect, take:lead, take:measure, take:oath, take:office, take:page, take:part, take:place,
    take:power, take:refuge, take:shape, take:step, take:time, take:view, take:vote, turn back
    """
)
"""Phrases in which the verb is not what it seems: "took part", "struck a deal", "fight for rights"."""

LIGHT_VERBS = words(
    """carry conduct launch mount stage make perform execute undertake commit perpetrate unleash wage lead begin
    start resume do
    continue complete initiate deliver direct suffer see witness report sustain face repel thwart foil prevent escalate
    respond retaliate reply react
    intensify order orchestrate organize organise claim admit take open return step hold end finish impose run
    schedule"""
)
"""Verbs whose subject does what their object, an event noun, names: "launched an attack", "began the withdrawal"."""

SUFFER = words("suffer see witness sustain face repel thwart foil endure experience survive report")
"""Those among them whose subject is at the receiving end, or only looks on."""

UNMAKING = words("tear scrap denounce abrogate revoke terminate repudiate annul cancel renounce rescind")
"""Verbs whose subjects undo the agreement that is their object."""

AGREE_VERBS = (
    words(
        """sign reach agree accept conclude negotiate strike make declare announce observe honour honor extend renew
    violate break ratify hold call proclaim suspend initial seal clinch order impose broker"""
    )
    | UNMAKING
)
"""Verbs whose subjects are the parties of the agreement or the talks that is their object."""

AGREE_ON = words("arrive come settle enter accede consent agree subscribe")
"""Verbs whose subjects are the parties of the agreement that stands after their preposition: "arrived at a truce"."""

HAPPEN = words(
    """take occur happen come follow begin start continue kill wound injure leave cause claim target hit destroy
    damage end
    last resume involve intensify erupt break report rage flare spread rock shake batter pound rattle jolt rip tear
    devastate wreck
    displace subside persist escalate abate engulf"""
)
"""Verbs that an event noun can be the subject of: "the attack killed three", "clashes broke out"."""

WITH_OBJECT = frozenset(word.partition(":")[0] for word in VERBS if ":" in word)
"""Verbs that name an event together with an object: the object is then no participant."""

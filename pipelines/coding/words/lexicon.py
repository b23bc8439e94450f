"""Classes of words that are evidence: forces, fighters, weapons, bases, and the vocabulary of other matters.

Here belong word lists only (lemmas, lower case). Event words are in `triggers`, verbs of saying and planning in
`status`.
"""

from collections import Counter


def words(text: str) -> frozenset[str]:
    """The words of a text as a set: how word lists are written here. Raises ValueError if one stands there twice."""
    return once(text.split())


def once(listed: list[str]) -> frozenset[str]:
    """The entries of a list as a set. Raises ValueError if one is empty or stands there twice."""
    wrong = [entry for entry, count in Counter(listed).items() if count > 1 or not entry]
    if wrong:
        raise ValueError(f"empty or twice in one list of words: {wrong}")
    return frozenset(listed)


TROOPS = words(
    """troop soldier force marine peacekeeper serviceman servicewoman airman sailor paratrooper commando legionnaire gi
    infantry infantryman battalion brigade regiment division company squad platoon contingent detachment unit
    garrison army
    military militia guardsman reservist conscript legion corps vanguard cavalry personnel member presence footprint
    guard officer adviser advisor trainer instructor observer reinforcement warfighter gendarme ranger gurkha regular
    auxiliary gunner spearhead battlegroup taskforce parachutist draftee armour bluecoat
    rearguard column cavalryman sapper mercenary trooper dragoon hussar lancer fusilier grenadier rifleman artilleryman
    infanteer frogman patrol para paratroop"""
)
"""People and units that can be deployed or withdrawn: "500 soldiers", "a battalion"."""

STRICT_TROOPS = TROOPS - words(
    """member officer personnel unit division company guard presence footprint observer trainer instructor ranger
    regular column patrol"""
)
"""Those of them that need no nationality or "military" beside them to be meant so."""

CRAFT = words(
    """warship ship vessel frigate destroyer carrier submarine flotilla fleet armada cruiser corvette gunboat
    minesweeper
    warplane plane aircraft jet fighter bomber helicopter squadron tank artillery howitzer launcher battery drone
    gunship convoy armour armor tanker missile patriot"""
)
"""Ships, aircraft and heavy arms that are deployed, withdrawn, or strike."""

ARMED = words(
    """militant insurgent rebel gunman fighter guerrilla terrorist jihadist extremist bomber assailant attacker
    militiaman invader intruder aggressor occupier
    separatist mujahid mujahideen partisan warlord sniper mercenary pirate bandit raider infiltrator combatant
    paramilitary
    militia guerilla islamist loyalist hardliner radical fedayeen mob troop soldier force marine peacekeeper
    army military navy legion commando battalion brigade warplane helicopter drone jet artillery tank warship"""
)
"""Those who use armed force."""

HUMAN_FIGHTERS = words(
    """militant insurgent rebel gunman fighter guerrilla terrorist jihadist extremist assailant attacker
    militiaman
    separatist troop soldier force militia police commando bandit"""
)
"""Those of them that are people: when they kill, it is by armed assault unless a weapon says otherwise."""

PEOPLE_IN_ARMS = words(
    """soldier policeman trooper officer guard serviceman marine sailor airman paratrooper commando recruit conscript
    militiaman pilot general colonel major captain lieutenant sergeant corporal commander policewoman gendarme"""
)
"""Those of an armed force, as single people: "rebels captured two soldiers"."""

WEAPONS = words(
    """bomb missile rocket mortar shell grenade ied explosive artillery drone gun rifle mine landmine torpedo bullet
    gunfire shelling airstrike warhead munition machinegun howitzer vest carbomb vbied uav dynamite ammunition tank
    warplane rpg projectile salvo barrage kalashnikov machete bombardment truckbomb shrapnel gas napalm sniper fire"""
)
"""What is fired, thrown or laid."""

TARGETS = words(
    """base convoy checkpoint outpost barracks camp patrol headquarters post position village town embassy refinery
    depot garrison airbase airfield compound civilian hospital market mosque church police policeman army
    soldier troop stronghold hideout bunker tanker station bridge ship consulate fortress enclave militant
    facility target rebel vehicle installation column motorcade bus train personnel force peacekeeper refugee
    worker prison checkpost area city airport port settlement suburb house home neighbourhood neighborhood
    building school border plant infrastructure track railway pipeline pylon culvert factory"""
)
"""What is attacked in war, beside named places."""

SHIPS = words("ship vessel tanker freighter boat trawler dhow yacht ferry barge tug steamer schooner tugboat")
"""What pirates and navies take at sea."""

CIVIL = words(
    """civilian resident citizen people refugee villager family worker diplomat ambassador embassy official minister
    president
    leader child woman man prisoner hostage tourist evacuee delegation envoy mediator inspector monitor student
    protester
    government state country nation party applicant ally interpreter staff inmate detainee girl expert court judge
    lawmaker
    migrant passenger crew journalist athlete player flag banner"""
)
"""People and bodies whose going and coming is no movement of forces."""

RELIEF = words(
    """avalanche landslide mudslide flood flooding earthquake quake tsunami hurricane typhoon cyclone tornado wildfire
    bushfire blaze firefighter rescuer climber hiker mountaineer paramedic ambulance picket epidemic outbreak cholera
    ebola heatwave snowfall harvest"""
)
"""What armies help against in peace."""

BASES = words(
    """base airbase garrison outpost camp airfield facility barracks installation post headquarters airport station
    compound checkpoint site position roadblock fort fortress encampment cantonment depot airstrip"""
)
"""Sites that one force hands to another, opens or closes."""

CASUALTY = words("kill wound injure die perish dead casualty death wounded toll fatality injury injured body victim")
"""Words that count the hurt."""

_NOT_WAR_ALONE = words(
    """fire fighter gun member mine carrier battery shell company division gas vest mob radical jet guard legion"""
)
CONFLICT = (
    STRICT_TROOPS
    | ARMED
    | WEAPONS
    | words(
        """war attack airstrike ceasefire truce offensive invasion combat insurgency bombing shelling clash
        raid casualty kill wound fighting battle siege ambush blast massacre hostage coup withdrawal pullout occupation
        pentagon nato hostility conflict front frontline bombard invade deploy withdraw violence militia explosion junta
        suicide peacekeeping attacker defense defence warship frigate destroyer capture"""
    )
) - _NOT_WAR_ALONE
"""Lemmas that, taken together, show that a text is about armed conflict."""

PLAIN_WAR = words(
    """invade invasion airstrike shelling ambush ceasefire truce bombardment insurgency troop militant
    insurgent
    mortar missile warplane guerrilla separatist gunman rebel bombing withdrawal soldier peacekeeper militia airbase"""
)
"""Those of them that by themselves are proof enough in a short text."""

SPORT = words(
    """match game coach season cup championship tournament striker midfielder quarterback inning
    playoff referee rugby football soccer basketball cricket tennis hockey baseball olympic stadium defender batsman
    wicket
    halftime kick innings racing lap jockey"""
)
BUSINESS = words(
    """stock profit shareholder quarterly investor earnings revenue merger takeover customer
    brand retailer startup software currency dividend broadband spectrum telecom app ipo ceo
    lender borrower consumer tariff"""
)
OTHER = words(
    """inflation tax deficit healthcare medicare cyber hacker malware ransomware virus vaccine hurricane earthquake
    wildfire
    tornado shark crash derail collision album movie concert lyric cancer disease outbreak pandemic
    asthma gender lawsuit plaintiff"""
)
ARTS = words(
    """dancer dance choir brass audience stage theatre theater orchestra novel painter exhibition museum memorial
    anniversary chess film cinema
    reader costume spectator scout balloon yacht regatta parade reenactment
    episode sequel studio gamer videogame console cosplay circus poem sculpture ballet opera pianist"""
)
NATURE = words("insect locust pest bear wolf dog bee species whale elephant harvest mosquito fish")
CRIME = words(
    """robber robbery burglar burglary cashier thief theft girlfriend boyfriend drunk fraud mugging rape
    detective jury"""
)
PEACETIME = SPORT | BUSINESS | OTHER | ARTS | NATURE | CRIME
"""Lemmas of sport, business, disasters, crime and domestic politics, which use the same verbs in other senses."""

FIGURATIVE_OBJECTS = words(
    """speech freedom press inflation poverty corruption cancer disease crime climate drug covid pandemic hunger racism
    medicare obamacare obesity character credibility record bill statement comment remark offer proposal candidacy
    nomination support application law reform policy deficit debt critic criticism idea value democracy right
    network server privacy air measure impeachment proceeding nominee candidate tariff legislation regulation wildfire
    blaze virus epidemic balance appeal lawsuit charge complaint deal
    decision system economy injunction
    plan budget price rival opponent title lead point success award seat vote election ball penalty goal headline"""
)
"""Objects that make an attack, a fight or a withdrawal a figure of speech: "attack on free speech", "withdraw a
bill"."""

NOT_GROUND = words(
    """agreement treaty pact accord deal talk negotiation race contract market meeting conference summit organisation
    organization council union bloc group post office job government coalition alliance room hospital ceasefire ban law
    consensus conclusion decision resolution goal target age level stage phase point end bid candidacy election
    parliament house door bed table dinner lunch wedding
    duty work normality power clinic infirmary morgue jail trial funeral ceremony year month week day hour
    season round decade century
    committee programme program plan project scheme convention protocol compromise limbo scene party way
    mark"""
)
"""What one can leave, enter or reach without any movement of forces: "left the meeting", "withdrew from the treaty"."""

PARTITIVES = words(
    """member group number series wave hundred dozen thousand score handful team band pair one some most all part
    many total
    rest remainder majority bulk wing branch column batch element leader commander chief head supporter affiliate couple
    third half quarter nation state kingdom republic government contingent company battalion unit brigade squad"""
)
"""Nouns that stand for what follows "of": "members of the Taliban", "dozens of rebels"."""

SITES = words(
    """base airport airfield city town village province district region border area governorate state island market
    embassy camp port capital university hospital school church mosque station prison refinery suburb crossing
    outpost garrison neighbourhood neighborhood valley peninsula strip county barracks checkpoint road highway
    coast"""
)
"""Words that a place name completes or follows: "Bagram air base", "the village of Kfar"."""

GROUND = BASES | words(
    """town village city territory area province district region country capital part position checkpoint border
    crossing
    hilltop peak ridge height farm trench
    hill ground island airport stronghold neighbourhood neighborhood outskirts settlement swath swathe third half
    control
    post peninsula port road highway bridge enclave camp airspace waters line strait sea coast river soil frontier
    north south east west
    valley hideout lair sanctuary redoubt bastion centre center complex refinery gasfield
    locality hamlet municipality suburb commune
    township buffer zone corridor mountain desert mosque field oilfield headquarters dam palace square building
    factory cannery mill quarry brewery"""
)
"""What an army can take, leave or cross."""

LANDS = words("country territory republic nation kingdom colony")
"""Words that point back to the country that is spoken of: "in the territory"."""

CARRIERS = words("lorry truck convoy column plane flight planeload shipload busload trainload vehicle boat")
"""What troops travel in: "planes carrying Russian peacekeepers"."""

REPORTING = words(
    """say tell report announce state add note confirm declare reveal acknowledge warn insist claim publish speak
    brief quote describe explain release issue disclose call show deny condemn express hear see accord update
    admit blame accuse"""
)
"""Verbs whose day and place are those of the report, not of what is reported."""

ARMY_NAMES = words("idf fardc endf updf saa pla kdf jna afu afp tatmadaw bundeswehr marines navy army")
"""Armies written as one name: "the FARDC retook the town"."""

OF_STATES_ONLY = words(
    """warplane jet bomber helicopter gunship warship frigate submarine troop soldier policeman paratrooper paratroop
    para marine regiment squadron carrier destroyer cruiser corvette aircraft"""
)
"""What rebels have not: warplanes or troops named without an owner are not those of the rebels named before."""

MEMBERS = words("man woman file plane pilot")
"""Those who are of somebody: "men of the Mahdi Army"."""

GROUPS = words("group government movement organisation organization faction country side party coalition alliance")
"""What "the" points back with: "the group", "the coalition"."""

STATE_BODIES = words("army military navy government")
"""What a state has and rebels have not: "the army" is not the rebels named before."""

SERIES = words(
    """series wave string number spate round dozen hundred score barrage salvo volley campaign flurry spike surge spree
    day week month hour night"""
)
"""Nouns that count the attacks or shots after their "of": "a series of raids", "a day of clashes"."""

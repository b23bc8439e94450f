"""The rows of words that name movements of forces and agreements, written as `triggers` reads them.

Here belong those rows only. What a row means, and the rows of attacks, are in `triggers`.
"""

MOVEMENT_VERBS = """
    troop_movement withdrawal move force: withdraw, pull out, pull back, retreat, move out, ship out, disengage,
        vacate, expel, bring home, evacuate, pull, remove, fall back, recall, come home, go home, repatriate,
        clear out, take out, ship home, get out, back out, send home, take off, lift off, return home, fly out,
        airlift out, bring out, drive off, drive out, rotate home, rotate out, pack up, move back, go back,
        flee, ship back, be out, be home, gone, lift out, ferry out, exfiltrate, take out of, thin out of,
        order out, throw out, kick out, decamp, have out of, have out, have home, take home, call back,
        summon back, order back, vanish from, melt away, fade away, slip away, slink away, steal away, file out,
        pull away, draw back, draw out of,
        break:camp, pull up:stake
    troop_movement withdrawal leave force: leave, exit, quit, abandon, depart
    troop_movement drawdown change force: reduce, draw down, cut, scale back, scale down, halve, trim, slash,
        downsize, bring down, whittle down, pare, pare down, run down, prune, dwindle, lower, shrink, decrease,
        wind down, thin out
    troop_movement deployment move force: transit, circle, patrol, deploy, post, promise, pledge, offer, send,
        dispatch, despatch, mobilize, mobilise, scramble, send in, mass, commit, contribute, airlift, position,
        send back, bring back, resend, reinforce, bring in, move, rush, join, concentrate, order, authorize,
        authorise, amass, fly in, pour, stream, provide, bring, move in, supply, add, send out, move up, go,
        come, sail, fly, drive, be on:way, be en:route, be on:move, be bound, fly over, take up:position,
        take up:post, land:troop, install, dig in, go in, come in, bring up, rush in, call up, station,
        garrison, transport, convey, ship, base, house, field, put in, put into, put at:disposal, put down at,
        put down in, put down inside, put to:sea, weigh:anchor, park, encamp, bivouac, quarter, billet, line up,
        draw up, array, pitch:camp, set up:camp, make:camp, take:station, approve, earmark, allot, allocate,
        detail, assign to, move forward, stiffen, top up, throw into, truck, bus, ferry, take to:street,
        take to:road, board:plane, divert, lift to, lift from, follow, call forward, receive from, carry to,
        carry from, take to, parachute over, board:aircraft, board:flight, board:bus, board:truck, board:train,
        board:transport
    troop_movement deployment change force: increase, boost, raise, beef up, double, triple, expand, bolster,
        augment, step up, strengthen, build up, grow, swell
    troop_movement redeployment move force: redeploy, transfer, relocate, shift, reposition, swap, consolidate,
        regroup, concentrate in, rebase, reassign, fall back to, move to, move from
    troop_movement arrival move force: arrive, land, return, reach, touch down, dock, show up, turn up,
        come back, be back, put ashore, disembark, expect, await, set:foot, be due, set down, berth, moor,
        make:landfall, drop:anchor, put in at, put into:port, deplane, alight, make to, make for, get to,
        anchor, anchor off,
        cast:anchor, pull in, roll in, close on, take up:residence, be in:sight, heave into:sight,
        come into:view
    troop_movement rotation move force: rotate, replace, relieve, take over from, take:place of, trade:place,
        swap:place, change:place
    troop_movement incursion move force: enter, cross, cross into, penetrate, violate, intrude, infiltrate,
        roll into, thrust into, march into, move into, encroach, sweep across, parachute, come through, drop on,
        drop into, jump into, pour across, roll across, roll through, move across, cross over, drive across,
        push across, slip across, stray into, violate:airspace, enter:airspace, violate:border
    troop_movement advance move force: advance, advance on, close in, march on, gain:ground, push on, bear down,
        march towards
    troop_movement blockade strike force: blockade, cordon, impose:blockade, enforce:blockade, mount:blockade,
        throw:cordon, throw up:cordon, block, seal, seal off, close off, close
    troop_movement boarding strike force: board
    troop_movement base_transfer site base: hand over, deliver:key, present:key, turn over, close, shut,
        shut down, hand back, hand, transfer, return, give back, turn, close down, dismantle, give up, give,
        leave, vacate, take over, assume:control, evacuate, abandon, quit, pull out of, withdraw from,
        take down, surrender, cede, lower:flag, strike:flag, haul down:flag, furl:flag, lower:tricolour,
        lower:tricolor, lower:colour, lower:ensign, strike:colour, haul down:tricolour, haul down:ensign,
        haul down:colour, sign over, make over, pass to, pass into:hand, pass over, go to, revert to,
        change:hand, take:charge of, take:possession of, receive, assume:command
    troop_movement base_opening site base: open, establish, set up, throw up, put up, reopen, inaugurate
    troop_movement exercise agree training: train, drill, practise, practice, rehearse, exercise
    agreement ceasefire agree parties: cease:hostility, end:hostility, halt:hostility, lay down:arm,
        halt:fighting, stop:fighting, end:fighting, cease:fire, suspend:hostility, stop:hostility,
        suspend:fighting, down:arm, stop:fight, cease:fight, halt:fight, end:fight, stop:shoot, stop:shooting,
        stop:fire, stop:firing
    agreement ceasefire agree agreed: hold:fire, silence:gun, halt:attack, stop:attack, suspend:attack,
        end:attack, halt:strike, stop:strike, suspend:strike, stop:shelling, halt:shelling, end:shelling,
        halt:offensive, end:war, stop:war, end:conflict, pause:strike, pause:fighting, lay down:weapon,
        put down:weapon, lay down:gun, abjure:violence, renounce:violence,
        forswear:violence, stop:violence, end:violence, suspend:operation, halt:operation,
        stop:shoot, stop:shooting, cease:fire, stop:fight, stop:fighting, cease:fight, halt:fighting, end:fighting,
        suspend:fighting, halt:hostility, end:hostility, stop:hostility, suspend:hostility, cease:hostility
    agreement peace_agreement agree parties: make:peace
    agreement security_agreement agree jointly: agree
    agreement basing_agreement agree access: grant:access, give:access, allow:access
    agreement talks agree parties: negotiate, meet with, meet, hold:talk, sit down
    agreement mission_end site mission: end, conclude, terminate, complete, finish, wind up, wind down, cease,
        dissolve, disband, wrap up, discontinue, shut, shut down, close, close down, expire, accomplish,
        come to:end, come to:close, declare over, declare at:end, declare:over, be over, be at:end
    """

MOVEMENT_NOUNS = """
    troop_movement withdrawal move force: withdrawal, pullout, retreat, pullback, evacuation, removal,
        departure, exit, disengagement, expulsion, exodus, repatriation, homecoming
    troop_movement drawdown move force: drawdown, reduction, cut, cutback, downsizing, troop cut
    troop_movement deployment move force: deployment, dispatch, airlift, buildup, mobilization, mobilisation,
        reinforcement, surge, increase, stationing, military buildup, troop surge
    troop_movement redeployment move force: redeployment, relocation, transfer, move, shift, journey
    troop_movement arrival move force: arrival, return, landing
    troop_movement rotation move force: rotation
    troop_movement advance move force: advance, thrust, march
    troop_movement incursion move force: entry, crossing
    troop_movement blockade strike force: blockade
    troop_movement exercise agree exercise: exercise, maneuver, manoeuvre, drill, war game, wargame,
        fire training, gunnery practice, artillery practice, firing practice, target practice, landing practice
    troop_movement base_transfer site base: handover, closure, closing, turnover, transfer, return
    agreement ceasefire agree truce: ceasefire, truce, armistice, cessation
    agreement peace_agreement agree parties: accord, peace agreement, peace deal, peace accord, peace treaty,
        peace pact, settlement
    agreement security_agreement agree parties: agreement, deal, pact, treaty
    agreement security_agreement agree paper: protocol, memorandum, understanding, arrangement, framework,
        roadmap, declaration, communique, bargain
    agreement peace_agreement agree peace: peace
    agreement ceasefire agree halt: halt, pause, lull, stop, end, suspension, standstill, ceasing, moratorium
    agreement talks agree parties: talk, negotiation
    agreement talks agree commanders: meeting
    """

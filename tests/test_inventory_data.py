"""The Raqqa dossier against the inventory of what its source holds: each item, by name, and where the dossier has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossier import checks
from dossier.dates import words
from dossier.evidence.graph import Evidence, link
from dossier.inline import Citation
from dossier.model import NOT_STATED, Dossier, Ref, Relation
from dossier.reading.reader import read

FILE = Path(__file__).parent.parent / "sources" / "raqqa.yaml"


@pytest.fixture(scope="module")
def raqqa() -> tuple[Dossier, Evidence]:
    """The dossier, read and linked; it has no problem of any kind."""
    dossier, problems = read(FILE.read_bytes(), "raqqa.yaml")
    assert problems == []
    assert dossier is not None
    evidence, problems = link(dossier)
    assert problems == []
    assert checks.run(dossier, evidence) == []
    return dossier, evidence


def paragraphs(cites: tuple[Citation, ...], source: str = "mee") -> set[str]:
    """Return the labels of the source that are cited, ranges counted out."""
    out: set[str] = set()
    for cite in cites:
        if cite.target in ("", source):
            for first, last in cite.locators:
                out |= {str(n) for n in range(int(first), int(last) + 1)} if last else {first}
    return out


ACTORS = [
    ("A1", "is-group", "Islamic State", {"headline", "1", "12"}),
    ("A2", "sdf", "Syrian Democratic Forces", {"deck", "1", "5", "8", "10", "13"}),
    ("A3", "coalition", "US-led coalition", {"caption", "1", "4", "9", "15"}),
    ("A4", "pentagon", "US Department of Defense", {"headline", "1", "2", "6", "17"}),
    ("A5", "united-states", "United States", {"10", "13"}),
    ("A6", "iraqi-forces", "Iraqi forces", {"5"}),
    ("A7", "syrian-army", "Syrian army", {"10"}),
    ("A8", "syrian-government", "Syrian government", {"12"}),
    ("A9", "russia", "Russia", {"10"}),
    ("A10", "rebels", "Syrian rebels", {"10"}),
    ("A11", "turkey", "Turkey", {"10", "14", "15"}),
    ("A12", "ypg", "People's Protection Units", {"13", "14", "15"}),
    ("A13", "pyd", "Kurdish Democratic Union Party", {"13"}),
]


@pytest.mark.parametrize("item, id, name, cited", ACTORS)
def test_actors(raqqa: tuple[Dossier, Evidence], item: str, id: str, name: str, cited: set[str]) -> None:
    """Each of the thirteen actors has its name, kind, role, and the paragraphs that name it."""
    actor = raqqa[0].actors[id]
    assert actor.name == name
    assert actor.kind
    assert actor.role.plain
    assert actor.side
    assert cited <= paragraphs(actor.cite)


PEOPLE = [
    ("davis", "pentagon", "Jeff Davis", "Pentagon spokesman", {"2", "3", "6", "7", "8"}),
    ("mattis", "pentagon", "James Mattis", "Secretary of Defense", {"16"}),
    ("dunford", "pentagon", "Joe Dunford", "Chairman of the US Joint Chiefs of Staff", {"17"}),
    ("erdogan", "turkey", "Recep Tayyip Erdoğan", "President", {"15"}),
    ("isik", "turkey", "Fikri Işık", "Minister of Defence", {"16"}),
    ("turkish-commander", "turkey", NOT_STATED, "Top military leader", {"17"}),
]


@pytest.mark.parametrize("id, actor, name, office, cited", PEOPLE)
def test_people(raqqa: tuple[Dossier, Evidence], id: str, actor: str, name: str, office: str, cited: set[str]) -> None:
    """Each person named, and the one who isn't, stands with the actor and its office."""
    person = raqqa[0].actors[actor].people[id]
    assert (person.name, person.office) == (name, office)
    assert cited == paragraphs(person.cite)


PLACES = [
    ("L1", "raqqa", "Raqqa", ("35.95", "39.01")),
    ("L2", "mosul", "Mosul", ("36.34", "43.13")),
    ("L3", "euphrates", "Euphrates", None),
    ("L4", "deir-ezzor", "Deir Ezzor", ("35.333", "40.15")),
    ("L5", "palmyra", "Palmyra", ("34.56", "38.267")),
    ("L6", "aleppo", "Aleppo province", ("36.20", "37.16")),
    ("L7", "northern-syria", "northern Syria", None),
    ("L8", "west-of-deir-ezzor", "areas west of Deir Ezzor", None),
    ("L9", "brussels", "Brussels", ("50.85", "4.35")),
    ("L10", "turkey-visit", "Turkey", None),
]


@pytest.mark.parametrize("item, id, name, point", PLACES)
def test_places(raqqa: tuple[Dossier, Evidence], item: str, id: str, name: str, point: tuple[str, str] | None) -> None:
    """Each of the ten places has its name, what is said of it, and a point only where there is one."""
    place = raqqa[0].places[id]
    assert place.name == name
    assert place.what.plain
    at = place.at
    assert (at and (at.latitude, at.longitude)) == point


def test_three_senses_of_deir_ezzor(raqqa: tuple[Dossier, Evidence]) -> None:
    """One name in three senses is not one point: the senses are told, and the point is `about`."""
    place = raqqa[0].places["deir-ezzor"]
    assert len(place.senses) == 3
    assert place.at.about


EVENTS = [
    ("E1", "17 February 2017", "tells reporters", {"1", "2", "3"}),
    ("E2", "as of 17 February 2017", "begun to leave Raqqa", {"1", "2"}),
    ("E3", "as of 17 February 2017", "described as nearly complete", {"5"}),
    ("E4", "since about October 2016", "forces attack Mosul", {"5"}),
    ("E5", "by 17 February 2017", "Bridges over the Euphrates", set()),
    ("E6", "as of 17 February 2017", "blocks the roads to the north and west", {"8"}),
    ("E7", "as of 17 February 2017", "one road, in the southeast", {"6"}),
    ("E8", "as of 17 February 2017", "no plan for taking the city", {"9"}),
    ("E9", "as of 17 February 2017", "government enclave", {"12"}),
    ("E10", "December 2016", "took Palmyra", {"12"}),
    ("E14", "undated, before 17 February 2017", "Heavy losses", {"4"}),
]


@pytest.mark.parametrize("item, when, part, cited", EVENTS)
def test_events(raqqa: tuple[Dossier, Evidence], item: str, when: str, part: str, cited: set[str]) -> None:
    """Each of the eleven events has its date with the precision it has, and its evidence."""
    dossier, evidence = raqqa
    found = []
    for event in dossier.events:
        claim = evidence.claim(event.claim.id).claim if event.claim else None
        text = event.what or claim.text
        cites = (*(event.what.cites if event.what else ()), *(claim.cite if claim else ()))
        if part in text.plain and words(event.when[0].when) == when:
            found.append(paragraphs(cites))
    assert len(found) == 1
    assert cited <= found[0]


def test_number_of_events(raqqa: tuple[Dossier, Evidence]) -> None:
    """Eleven events, of which the attack on Mosul stands as it began and as it is, and three dated contacts make the fourteen."""
    assert (len(raqqa[0].events), len(raqqa[0].contacts)) == (12, 3)


CONTACTS = [
    ("D1", "ministers", ["mattis", "isik"], "brussels", ["16 February 2017", "15 February 2017"], "held"),
    ("D2", "chiefs", ["dunford", "turkish-commander"], "turkey-visit", ["17 February 2017"], "planned"),
    ("D3", "proposal", ["erdogan", "coalition"], NOT_STATED, ["undated, before 17 February 2017"], "reported"),
]


@pytest.mark.parametrize("item, id, parties, where, dates, status", CONTACTS)
def test_contacts(
    raqqa: tuple[Dossier, Evidence], item: str, id: str, parties: list[str], where: str, dates: list[str], status: str
) -> None:
    """Each contact has its parties, place, dates and what became of it; what isn't stated says so."""
    contact = raqqa[0].contacts[id]
    assert [party.id for party in contact.parties] == parties
    assert (contact.where.id if isinstance(contact.where, Ref) else contact.where) == where
    assert [words(dated.when) for dated in contact.when] == dates
    assert contact.status == status
    assert contact.subject
    assert contact.outcome


def test_the_conflict_of_dates_keeps_both_sources(raqqa: tuple[Dossier, Evidence]) -> None:
    """The report says Thursday, the Department of Defense Wednesday: each day has its own citation and its word."""
    reported, official = raqqa[0].contacts["ministers"].when
    assert (paragraphs(reported.cites), reported.note) == ({"16"}, "said as Thursday")
    assert ([cite.target for cite in official.cites], official.note) == (["dod"], "said as yesterday")


RELATIONS = [
    ("R1", "sdf", "fights", "is-group"),
    ("R2", "coalition", "backs", "sdf"),
    ("R2", "united-states", "backs", "sdf"),
    ("R3", "coalition", "backs", "the forces attacking Mosul"),
    ("R4", "iraqi-forces", "fights", "is-group"),
    ("R5", "syrian-army", "fights", "is-group"),
    ("R5", "its allies, not named", "fights", "is-group"),
    ("R6", "russia", "backs", "syrian-army"),
    ("R6", "russia", "backs", "its allies, not named"),
    ("R7", "rebels", "fights", "is-group"),
    ("R8", "turkey", "backs", "rebels"),
    ("R9", "ypg", "armed-wing-of", "pyd"),
    ("R10", "ypg", "takes-part-in", "sdf"),
    ("R11", "turkey", "considers-terrorist", "ypg"),
    ("R12", "ypg", "fights", "is-group"),
    ("R13", "ypg", "fights", "turkey"),
    ("R14", "turkey", "proposes-to", "coalition"),
    ("R15", "is-group", "controls", "south-east-road"),
    ("R15", "is-group", "controls", "most of Deir Ezzor"),
]


def sides(relation: Relation) -> set[tuple[str, str, str]]:
    """Return every pair that a relation joins."""

    def named(party: Ref | str) -> str:
        return party.id if isinstance(party, Ref) else party

    return {(named(party), relation.does, named(other)) for party in relation.parties for other in relation.to}


@pytest.mark.parametrize("item, who, does, whom", RELATIONS)
def test_relations(raqqa: tuple[Dossier, Evidence], item: str, who: str, does: str, whom: str) -> None:
    """Each of the fifteen relations joins its parties and is cited."""
    found = [relation for relation in raqqa[0].relations if (who, does, whom) in sides(relation)]
    assert len(found) == 1
    assert found[0].cites
    assert found[0].status == ("open" if item == "R10" else "stated")


CLAIMS = [
    ("C1", "departure", "B3", "named", {"1", "2"}),
    ("C2", "organised", "B3", "named", {"3"}),
    ("C3", "end-near", "B6", "named", {"3"}),
    ("C4", "one-road", "B3", "named", {"6"}),
    ("C5", "road-route", "B2", "named", {"7"}),
    ("C6", "blocked", "B3", "named", {"8"}),
    ("C7", "scale", "", "nobody", {"7"}),
    ("C8", "both-cities", "C2", "nobody", {"caption", "4"}),
    ("C9", "mosul-closing", "C2", "nobody", {"5"}),
    ("C10", "no-plan", "C2", "nobody", {"9"}),
    ("C11", "three-fights", "C2", "nobody", {"10"}),
    ("C12", "mosul-last", "C2", "nobody", {"11"}),
    ("C13", "enclave", "C3", "nobody", {"12"}),
    ("C14", "palmyra-taken", "C2", "nobody", {"12"}),
    ("C15", "turkey-terrorist", "C2", "nobody", {"14"}),
    ("C16", "ypg-fights", "C3", "nobody", {"14"}),
    ("C17", "erdogan-proposal", "C3", "nobody", {"15"}),
    ("C18", "mattis-isik", "C3", "several", {"16"}),
    ("C19", "dunford-visit", "B2", "unnamed", {"17"}),
    ("OQ1", "ypg-unknown", "", "nobody", {"13"}),
]


@pytest.mark.parametrize("item, id, grade, ladder, cited", CLAIMS)
def test_claims(raqqa: tuple[Dossier, Evidence], item: str, id: str, grade: str, ladder: str, cited: set[str]) -> None:
    """Each claim has its grade, its step of attribution and its paragraphs; no other claims are made."""
    evidence = raqqa[1]
    view = evidence.claim(id)
    assert (view.grade, view.ladder, paragraphs(view.claim.cite)) == (grade, ladder, cited)
    assert {v.id for v in evidence.claims} == {row[1] for row in CLAIMS}


def test_every_paragraph_is_used(raqqa: tuple[Dossier, Evidence]) -> None:
    """Nothing of the report is left over: each of its seventeen paragraphs and its three labels carries something."""
    used = {label for use in raqqa[1].uses if use.how == "cite" and use.on == "mee" for label in _labels(use.locators)}
    assert used == {str(n) for n in range(1, 18)} | {"headline", "deck", "caption"}


def _labels(locators: tuple[tuple[str, str], ...]) -> set[str]:
    return {str(n) for a, b in locators for n in (range(int(a), int(b) + 1) if b else [a])}


def test_what_rests_on_one_voice(raqqa: tuple[Dossier, Evidence]) -> None:
    """All on the departure and the roads rests on one briefing of one party; only the ministers' meeting has two origins."""
    evidence = raqqa[1]
    briefing = ["departure", "organised", "end-near", "one-road", "road-route", "blocked"]
    assert [view.id for view in evidence.supports("briefing")] == briefing
    for id in briefing:
        assert evidence.claim(id).marks == ("one party only",)
    assert [view.id for view in evidence.claims if len(view.origins) > 1] == ["mattis-isik"]
    assert tuple(evidence.counts) == (2, 1, 1, 0, 20, 17, 2, 10)


QUOTES = [
    ("Q1", "departure", "We are starting to see now that a lot of senior ISIS leaders, a lot of their bureaucrats ... "
     "are beginning the process of leaving Raqqa"),
    ("Q2", "end-near", "They have definitely taken note of the fact that the end is near in Raqqa"),
    ("Q3", "organised", "very organized, orderly"),
]  # fmt: skip


@pytest.mark.parametrize("item, id, quote", QUOTES)
def test_quotes(raqqa: tuple[Dossier, Evidence], item: str, id: str, quote: str) -> None:
    """The three quotations stand letter for letter with their speaker, and no words of anybody else are quoted."""
    evidence = raqqa[1]
    view = evidence.claim(id)
    assert (view.claim.quote, view.voices) == (quote, ("briefing",))
    assert {v.id for v in evidence.claims if v.claim.quote} == {row[1] for row in QUOTES}


QUESTIONS = [
    ("OQ1", "ypg-role", ("undecided", "disputed"), ["turkey"]),
    ("OQ2", "who-takes-raqqa", ("undecided",), ["turkey"]),
    ("OQ3", "reply-to-turkey", ("undecided",), ["turkey"]),
    ("OQ4", "how-many", ("gap",), ["pentagon"]),
    ("OQ5", "why-leaving", ("disputed", "mystery"), ["pentagon"]),
    ("OQ6", "where-to", ("gap",), []),
    ("OQ7", "how-isolated", ("gap",), ["pentagon"]),
    ("OQ8", "bridges", ("gap",), []),
    ("OQ9", "enclave-holds", ("gap", "mystery"), []),
    ("OQ10", "what-agreed", ("gap",), []),
]


@pytest.mark.parametrize("item, id, types, stated", QUESTIONS)
def test_questions(raqqa: tuple[Dossier, Evidence], item: str, id: str, types: tuple[str, ...], stated: list[str]) -> None:
    """Each of the ten questions is whole: what is known, cited; positions or none; why, what settles it, what to watch."""
    question = raqqa[0].questions[id]
    assert question.type == types
    assert question.known
    assert all(known.cites for known in question.known)
    assert [party.id for party, _ in question.positions.stated] == stated
    assert question.positions.nobody == (not stated)
    assert question.matters.plain
    assert question.resolves.plain
    assert question.watch


def test_the_report_has_no_author_and_no_date(raqqa: tuple[Dossier, Evidence]) -> None:
    """What the source doesn't state is said to be not stated; its date is ours, with the reason."""
    report = raqqa[0].sources["mee"]
    assert report.author == report.published == NOT_STATED
    assert report.taken_as.edtf == "2017-02-17"
    assert report.because.plain
    assert report.text is None


LOADED = ["stronghold", "noose", "fleeing", "militant"]


@pytest.mark.parametrize("word", LOADED)
def test_loaded_words_of_the_report_are_not_ours(word: str) -> None:
    """Words of the report that take a side appear nowhere in our text."""
    assert word not in FILE.read_text(encoding="utf-8").lower()

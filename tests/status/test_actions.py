from __future__ import annotations

from datetime import date, timedelta

import pytest

from stexcel.findings import Level
from stexcel.model import Iup, Meeting
from stexcel.rules import all_rules
from stexcel.rules.exceptions import UNNEEDED
from stexcel.status.status import Action
from stexcel.status.views.phrases import PHRASES
from stexcel.unit import Attested, Supervisor, Unit
from tests.build import TODAY, at, person, value
from tests.status.build import START, good, met, named, placement, status

BEGUN = date(2025, 2, 1)


def resident(name: str, *meetings: Meeting) -> Iup:
    return named(name, person(start=BEGUN), meetings=meetings)


def supervision(of: tuple[Action, ...]) -> list[Action]:
    return [one for one in of if one.code == "STX301"]


def test_every_rule_that_asks_for_something_has_a_phrase() -> None:
    asking = {info.code for info in all_rules() if info.level is not Level.INFO} | {"STX000"}
    assert set(PHRASES) == asking
    assert UNNEEDED.code not in PHRASES
    assert all(phrase[0].islower() and not phrase.endswith(".") for phrase in PHRASES.values())


def test_action_is_concrete_and_points_at_the_cell() -> None:
    found = status({"st/sanna.xlsx": resident("Sanna Ek", met(135), met(150))})
    (one,) = supervision(found.actions)
    due = TODAY - timedelta(days=90)
    assert one.text == f"Sanna Ek: boka handledarsamtal, skulle ha gjorts {due}"
    assert (one.due, one.overdue_days, one.doctors) == (due, 90, ("Sanna Ek",))
    assert (one.place.path, one.place.sheet) == ("st/sanna.xlsx", "Samtal")
    assert "dagar" in one.why


def test_ten_at_most_and_numbered_from_one() -> None:
    found = status({f"{number}.xlsx": resident(f"Doktor {number}") for number in range(3)}).actions
    assert [one.number for one in found] == list(range(1, 11))


def test_what_is_most_overdue_comes_first_within_a_level() -> None:
    found = status({"a.xlsx": resident("Anna", met(100)), "b.xlsx": resident("Bo", met(200))}).actions
    assert [one.who for one in supervision(found)] == ["Bo", "Anna"]
    assert found[0].overdue_days == max(one.overdue_days for one in found)


def test_what_many_have_is_one_line_with_all_their_names() -> None:
    names = ["Anna", "Bo", "Cia", "Dan"]
    found = status({f"{name}.xlsx": resident(name, met(100 + index)) for index, name in enumerate(names)}).actions
    (one,) = supervision(found)
    assert one.who == "Dan, Cia och 2 till"
    assert set(one.doctors) == set(names)
    assert one.more == 3


def test_delmal_are_named_in_the_line() -> None:
    whole = person(start=BEGUN)
    found = status({"a.xlsx": named("Anna", whole, grid="a1 | kurs | | \na2 | kurs | | \na3 | kurs | | ")}).actions
    (one,) = (one for one in found if one.code == "STX103")
    assert one.what == "bestäm bedömningsmetoder (a1, a2 och a3)"
    assert one.more == 2


def test_remarks_are_no_actions() -> None:
    found = status({"a.xlsx": resident("Anna")}).actions
    assert Level.INFO not in {one.level for one in found}


@pytest.mark.parametrize(("ago", "told"), [(40, True), (10, False)])
def test_what_falls_due_within_the_month_is_told_after_what_is_wrong(ago: int, told: bool) -> None:
    """45 days after 40 days ago is in five days; after ten days ago it is in 35, beyond the month."""
    content = good(meetings=tuple(met(days) for days in (ago, ago + 35, ago + 50) if days < 100))
    found = status({"a.xlsx": content}).actions
    coming = [one.text for one in found if one.code == "STX301"]
    assert coming == ([f"Nora Wiklander: boka handledarsamtal, senast {TODAY + timedelta(days=5)}"] if told else [])


def test_untrained_supervisor_is_named_with_the_residents_concerned() -> None:
    cell = at(3, 3, "Handledare")
    leader = Supervisor(value("Ivar Torsell", 3), training=Attested(False, cell._replace(sheet="Person"), None, "nej"))
    found = status(
        {"a.xlsx": named("Anna", person()), "b.xlsx": named("Bo", person()), "enhet.xlsx": Unit(supervisors=(leader,))}
    )
    (one,) = (one for one in found.actions if one.code == "STX501")
    assert (one.who, one.doctors, one.level) == ("Ivar Torsell", ("Anna", "Bo"), Level.KRAV)


def test_collision_asks_for_a_word_with_the_place() -> None:
    first = good().placements[0]
    plan = (first, placement("Neurologi", date(2027, 2, 1), date(2027, 3, 31), side=True, supervisor="Lars Lo"))
    one, other = good(placements=plan), good(placements=plan, person=person(name="Bo Li", start=START))
    found = status({"a.xlsx": one, "b.xlsx": other}).actions
    (told,) = (action for action in found if action.code == "")
    assert told.text == (
        "Bo Li och Nora Wiklander: stäm av att flera kan tas emot samtidigt på Neurologi, senast 2027-02-01"
    )

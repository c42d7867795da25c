import pytest

from referat.minutes import Participant
from referat.structure.same_people import People, without

LISTED = ("Bo Lund", "Ida Holm", "Ida Ravn", "Anne Sofie", "Saq", "Lis Bertelsen")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Bo Lund", "Bo Lund"),
        ("Bo", "Bo Lund"),
        ("bo lund", "Bo Lund"),
        ("BL", "Bo Lund"),
        ("Bo L.", "Bo Lund"),
        ("Ida H", "Ida Holm"),
        ("Anne Sofie Høj", "Anne Sofie"),
        ("Saqlain", "Saq"),
        ("Lis Berthelsen", "Lis Bertelsen"),
        ("Ida", None),
        ("Ole", None),
        ("Bo Ravn", None),
    ],
)
def test_a_name_finds_the_one_it_can_mean(name: str, found: str | None) -> None:
    people = People(Participant(one) for one in LISTED)
    place = people.find(Participant(name))
    assert (None if place is None else list(people)[place].name) == found


def test_several_are_known_but_not_found() -> None:
    people = People((Participant("Ida Holm"), Participant("Ida Ravn")))
    assert people.find(Participant("Ida")) is None
    assert people.knows(Participant("Ida"))
    assert not people.knows(Participant("Ole"))


def test_people_named_twice_are_one() -> None:
    people = People((Participant("Bo"), Participant("Bo", "formand", None, "BL")))
    people.merge(Participant("Bo Lund"))
    people.add_role(0, "referent")
    assert list(people) == [Participant("Bo", "formand, referent", None, "BL")]


def test_those_who_are_away_are_not_there() -> None:
    people = (Participant("Bo"), Participant("IDA"))
    assert without(people, (Participant("Ida"),)) == [Participant("Bo")]

"""What a failed run is told as."""

from assets.run import _mendable
from warehouse.errors import UserError
from warehouse.home import Home


def test_the_cause_that_a_person_can_mend_is_found_and_a_circle_of_causes_ends() -> None:
    bug, other = ValueError("slip"), KeyError("again")
    bug.__context__, other.__context__ = other, bug
    assert _mendable(bug, Home.from_environment()) is None
    other.__cause__ = UserError("It is cut", "Mend it.")
    assert _mendable(bug, Home.from_environment()) is other.__cause__

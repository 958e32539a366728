"""The people around an interview, as Prepare shows them."""

from collections import Counter

from webapp.interviews.models import Interview
from webapp.interviews.situations import at_once
from webapp.people.models import HelpKind, HelpRequest, Person, Progress, Role


class Gathering:
    def __init__(self, interview: Interview) -> None:
        everyone = Person.all_of(interview)
        self.interviewers = [person for person in everyone if person.role is Role.INTERVIEWER]
        self.helpers = [person for person in everyone if person.role is not Role.INTERVIEWER]
        self.help_requests = HelpRequest.of(everyone)

    @property
    def together(self) -> list[Person]:
        """Those who come at the same time, in the order they sit."""
        return at_once(self.interviewers)

    @property
    def known(self) -> int:
        """How many of those who will be there something is written about."""
        return sum(person.is_known for person in self.interviewers)

    @property
    def unknown(self) -> list[Person]:
        return [person for person in self.interviewers if not person.is_known]

    def asked_of(self, person: Person) -> list[tuple[HelpKind, Progress]]:
        """What is asked of a person and how far it is, as (kind, progress)."""
        return [
            (kind, self.help_requests[person.id, kind])
            for kind in HelpKind
            if (person.id, kind) in self.help_requests
        ]

    @property
    def under_way(self) -> int:
        """How many help_requests are asked for or agreed to, and not done yet."""
        counted = Counter(self.help_requests.values())
        return counted[Progress.ASKED] + counted[Progress.AGREED]

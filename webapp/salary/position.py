"""How salary stands for an interview: the figures, the person's own, and what to say."""

from uuid import UUID

from webapp.cards.models import Card
from webapp.core.money import in_words
from webapp.interviews.models import Interview
from webapp.people.mentions import listeners_of
from webapp.salary.comparison import comparison_for
from webapp.salary.models import Figure, Offer, SalaryGoals, currency_for
from webapp.salary.sentences import Sentence, sentences_for
from webapp.salary.spread import place_between, spread_of
from webapp.salary.statements.models import Statement

NAMES = {"floor": "At least", "target": "Hoped for", "ask": "Asked for"}


class Position:
    def __init__(self, interview: Interview) -> None:
        self.figures, self.goals, self.offer = (
            Figure.of(interview),
            SalaryGoals.of(interview),
            Offer.of(interview),
        )
        self.statements = Statement.of(interview)
        self.comparison = comparison_for(interview, self.offer)
        self.listeners = listeners_of(interview, [figure.told_as for figure in self.figures])
        self.spread = spread_of(self.figures)
        self.currency = self.figures[-1].currency if self.figures else currency_for(interview)

    @property
    def own(self) -> list[tuple[str, int]]:
        """(name, amount) of what the person said that they want."""
        return [
            (words, getattr(self.goals, name))
            for name, words in NAMES.items()
            if self.goals and getattr(self.goals, name)
        ]

    @property
    def picture(self) -> list[tuple[str, str, float]]:
        """(name, words, place from 0 to 1) of each figure, which has no name, the median and the
        person's own; [] where there is nothing to compare."""
        if not self.spread or len(self.spread.all) < 2:
            return []
        marks = [
            *(("", amount) for amount in self.spread.all),
            ("Median", self.spread.median),
            *self.own_in_it,
        ]
        return [
            (name, in_words(amount, self.spread.currency), place_between(amount, self.ends))
            for name, amount in marks
        ]

    @property
    def ends(self) -> tuple[int, int]:
        """The least and the most amount in the picture."""
        found = self.spread.all if self.spread else ()
        amounts = [*found, *(amount for _, amount in self.own_in_it)]
        return min(amounts), max(amounts)

    @property
    def own_in_it(self) -> list[tuple[str, int]]:
        is_same = self.goals and self.spread and self.goals.currency == self.spread.currency
        return self.own if is_same else []

    @property
    def carded(self) -> dict[str, UUID]:
        """The `Sentence`s that are among the cards, by name, each with its card's id."""
        if not self.goals:
            return {}
        ids = {one.name: self.goals.card_id(one) for one in self.sentences}
        there = Card.there_among(self.goals.user_id, list(ids.values())) if ids else set()
        return {name: id for name, id in ids.items() if id in there}

    @property
    def sentences(self) -> list[Sentence]:
        """What to say about money, as `Sentence`s: none before it is known what to ask for."""
        return sentences_for(self.goals, self.spread) if self.goals else []

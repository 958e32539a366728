"""How salary stands for an interview: the figures, the person's own, and what to say."""

from webapp.salary.models import Figure, Stance
from webapp.salary.money import currency_at, in_words
from webapp.salary.spread import place_between, spread_of

NAMES = {"floor": "At least", "target": "Hoped for", "ask": "Asked for"}


class Position:
    def __init__(self, interview):
        self.figures, self.stance = Figure.of(interview), Stance.of(interview)
        self.spread = spread_of(self.figures)
        self.currency = self.figures[-1].currency if self.figures else self.stance.currency if self.stance else currency_at(interview.time_zone)

    @property
    def own(self):
        """(name, amount) of what the person said that they want."""
        return [(words, getattr(self.stance, name)) for name, words in NAMES.items() if self.stance and getattr(self.stance, name)]

    @property
    def picture(self):
        """(name, words, place from 0 to 1) of each figure, which has no name, the middle one and the person's own; [] where
        there is nothing to compare."""
        if not self.spread or len(self.spread.all) < 2:
            return []
        marks = [*(("", amount) for amount in self.spread.all), ("Middle", self.spread.median), *self.own_in_it]
        return [(name, in_words(amount, self.spread.currency), place_between(amount, self.ends)) for name, amount in marks]

    @property
    def ends(self):
        """The least and the most amount in the picture."""
        amounts = [*self.spread.all, *(amount for _, amount in self.own_in_it)]
        return min(amounts), max(amounts)

    @property
    def own_in_it(self):
        return self.own if self.stance and self.stance.currency == self.spread.currency else []

    @property
    def sentence(self):
        """What to say when they ask, or "" before it is known."""
        if not (self.stance and self.stance.ask):
            return ""
        wanted = f"For this position, and with what I bring to it, I am looking for {in_words(self.stance.ask, self.stance.currency)} a year."
        if not self.spread or len(self.spread.all) < 2:
            return wanted
        low, high = (in_words(amount, self.spread.currency) for amount in (self.spread.low, self.spread.high))
        return f"{wanted} The figures I found for work like this lie between {low} and {high}."

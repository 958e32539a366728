"""Practising cards, one at a time: which, in what order, how many, and what it is good for; and the
pages of the cards."""

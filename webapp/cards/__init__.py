"""Cards: anything to be said from memory, practised one at a time."""

from webapp.cards import exchanging as exchanging
from webapp.cards import practising as practising
from webapp.cards.routes import bp as bp

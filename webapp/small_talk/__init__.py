"""Small talk: points to begin with, how to leave them, and who has heard them."""

from webapp.small_talk.routes import bp as bp

"""Small talk: points to begin with, how to leave them, and who has heard them."""

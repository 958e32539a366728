"""People: who will be there, and who can help before: what they care about, what to ask of them."""

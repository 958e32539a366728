"""People: who will be there. They are written in the form of their interview, so there are no pages of their own yet."""

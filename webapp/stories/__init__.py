"""Stories from past work, each told in about two minutes; each is a card as well."""

"""Cards that come from elsewhere and go there: tables as text, and Anki's packages."""

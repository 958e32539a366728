"""What a résumé has for stories: one in JSON, as a PDF, or as text."""

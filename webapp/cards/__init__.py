"""Cards: anything to be said from memory, practised one at a time."""

"""Today: the next interview, the time to it, and what to do now. Reads across capabilities and
keeps nothing."""

"""An invitation that is only a mail: what its text says of day, hour, place, link and people."""

"""A date and a time on a clock somewhere, as an instant."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo


class NoSuchTime(ValueError):
    """The clocks jump over this time. `before` and `after` are the nearest times that exist, as
    local datetimes."""

    def __init__(self, before: datetime, after: datetime) -> None:
        super().__init__(f"between {before} and {after}")
        self.before, self.after = before, after


def instant(date: date, time: time, zone: tzinfo) -> datetime:
    """The instant in UTC at which a clock in `zone` shows `date` and `time`, to the minute; of two,
    as when clocks go back, the first. Raises NoSuchTime when no clock there ever shows it."""
    local = datetime.combine(date, time.replace(second=0), zone)
    found = local.astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise NoSuchTime(*around_the_jump(local, zone))
    return found


def around_the_jump(local: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
    """The last minute before the clocks jump over `local`, and the first one after."""
    # PEP 495: in a gap, fold=1 reads the time with the offset after the jump, so it lands before
    # it; fold=0 the reverse.
    earlier, later = (local.replace(fold=fold).astimezone(UTC) for fold in (1, 0))
    before = earlier.astimezone(zone).utcoffset()
    while later - earlier > timedelta(minutes=1):
        middle = earlier + (later - earlier) // 2
        middle = middle.replace(second=0, microsecond=0)
        if middle.astimezone(zone).utcoffset() == before:
            earlier = middle
        else:
            later = middle
    return earlier.astimezone(zone), later.astimezone(zone)

"""How long a text takes to say.

Reckoned at 140 words a minute, the unhurried pace that speakers are advised to keep; talk runs at
120 to 160.
"""

WORDS_A_MINUTE = 140
LONG = 165  # seconds


def seconds_to_say(text: str) -> float:
    """Seconds that `text` takes to say aloud."""
    return len(text.split()) * 60 / WORDS_A_MINUTE


def in_words(seconds: float) -> str:
    """'about 2 minutes to say', to the half minute; '' for nothing at all."""
    if not seconds:
        return ""
    halves = int(seconds / 30 + 0.5)  # as the browser rounds
    if halves < 2:
        return "under a minute to say"
    minutes = f"{halves // 2}{'½' if halves % 2 else ''}"
    return f"about {minutes} {'minute' if minutes == '1' else 'minutes'} to say"


def time_to_say(text: str) -> str:
    """How long a text takes to say, in words; without a word on whether that is long, for a list or
    a card in practice."""
    return in_words(seconds_to_say(text))


def length_of(text: str) -> str:
    """What to tell its writer about a text's length: how long it takes, and whether that is long
    for a story."""
    if seconds_to_say(text) > LONG:
        return f"{time_to_say(text)}: more than most listeners take in at once"
    return time_to_say(text)

"""Which passwords are guessed first: common ones, runs and repeats, what stands on the screen, and
what the address tells.

zxcvbn estimates how many guesses it takes who knows words, names, keyboards, dates and the usual
ways to alter them (Wheeler, USENIX Security 2016). Its list of passwords leaves out what its other
lists hold, and is joined by the 20,000 most common as Django ships them.
"""

import gzip
import re
import threading
import unicodedata
from functools import cache
from pathlib import Path

from zxcvbn import matching, zxcvbn

COMMON = Path(__file__).parent / "vendor/django-5.2.19/common-passwords.txt.gz"
MIN_GUESSES = 10**6  # as many as our limits let a network make in two years
OURS = ("roundtwo", "round2", "interview")
# Of this much: the time grows with the square, and with each symbol that may stand for a letter.
MAX_CHARACTERS, MAX_SYMBOLS = 32, 3
MAX_READ = 1024  # characters; some signs are several, once they are normal
MIN_WORD = 4  # characters of one that is looked for within a password
lock = threading.Lock()  # zxcvbn keeps the words about a person in a variable of its module


def is_guessable(password: str, email: str = "") -> bool:
    """Whether someone who knows the address finds the password among their first guesses."""
    text = unicodedata.normalize("NFKC", password).casefold()[:MAX_READ]
    words = {*OURS, *words_of(unicodedata.normalize("NFKC", email).casefold())}
    if text in common():
        return True
    return min(guesses(text, words), guesses(without(text, words), words)) < MIN_GUESSES


def guesses(text: str, words: set[str]) -> float:
    if not text:  # of which zxcvbn can't say anything
        return 0
    with lock:
        return zxcvbn(few_symbols(text[:MAX_CHARACTERS]), sorted(words))["guesses"]


def few_symbols(text: str) -> str:
    """Only the first kinds of symbols may stand for letters, as in "pa$$word"; others are one
    that stands for none. Each more would multiply the readings."""
    symbols = dict.fromkeys(re.findall(r"[^\w\s]", text))
    return text.translate({ord(symbol): "~" for symbol in [*symbols][MAX_SYMBOLS:]})


def words_of(email: str) -> set[str]:
    """The address, its two sides, and the words in them."""
    name, _, host = email.partition("@")
    domain = host.rpartition(".")[0]
    inside = {word for side in (name, domain) for word in re.split(r"[\W\d_]+", side)}
    return {email, name, host, domain, *inside} - {""}


def without(text: str, words: set[str]) -> str:
    """The text; or if any of these words is in it, the letters and digits that are left without
    them."""
    whole = (re.sub(r"[\W_]", "", word) for word in sorted(words, key=len, reverse=True))
    spread = [r"[\W_]*".join(word) for word in whole if len(word) >= MIN_WORD]
    left, found = re.subn("|".join(spread), "", text)
    return re.sub(r"[\W_]", "", left) if found else text


@cache
def common() -> frozenset[str]:
    """The most common passwords. From then on zxcvbn knows them too, and how they are altered."""
    words = gzip.decompress(COMMON.read_bytes()).decode().splitlines()
    matching.add_frequency_lists({"common": words})
    return frozenset(words)

"""Passwords: argon2id. Which are refused is in webapp/accounts/guessable.py."""

import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

MIN_LENGTH, MAX_LENGTH = 8, 1024  # characters
MEMORY = 46 * 1024  # KiB; OWASP Password Storage Cheat Sheet: 46 MiB, one pass, one lane
hasher = PasswordHasher(time_cost=1, memory_cost=MEMORY, parallelism=1)


def prepared(password: str) -> str:
    """The same for each way to type it: keyboards differ in how they compose "é", and in their
    spaces (RFC 8265, OpaqueString)."""
    spaced = "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in password)
    return unicodedata.normalize("NFC", spaced)


def as_bytes(password: str) -> bytes:
    # A terminal may send what is no text; then it is at least the same each time.
    return prepared(password).encode("utf-8", "surrogatepass")


def hash_of(password: str) -> str:
    return hasher.hash(as_bytes(password))


def matches(password_hash: str | None, password: str) -> bool:
    """Whether the password is the one hashed. With no hash it is no, after the same work."""
    try:
        return (
            hasher.verify(password_hash or unknown(), as_bytes(password))
            and password_hash is not None
        )
    except (Argon2Error, InvalidHashError):
        return False


def needs_rehash(password_hash: str) -> bool:
    return hasher.check_needs_rehash(password_hash)


@cache
def unknown() -> str:
    """A hash to check against when there is no account, so that both take the same time."""
    return hasher.hash("no account has this password")

"""Identifiers: UUID version 7 (RFC 9562), made where the thing is made, so they sort by time of
making."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A new UUIDv7 as a standard `uuid.UUID`."""
    return uuid7()

"""What an operator puts beside the program, filled in for this installation and a domain."""

import re
import sys
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
NAMES = sorted(path.stem for path in (PACKAGE / "recipes").glob("*.txt"))
# Where Debian's Caddy keeps its own authority.
AUTHORITY = "/var/lib/caddy/.local/share/caddy/pki/authorities/local"
# What a name in the DNS looks like; it goes into files that root believes.
DOMAIN = re.compile(r"(?=.{1,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*", re.IGNORECASE)


def recipe(name: str, domain: str) -> str:
    """The recipe of this name. Raises ValueError for what is no domain."""
    if not DOMAIN.fullmatch(domain):
        raise ValueError(f"{domain!r} is no domain: write it as in roundtwo.example.org")
    text = (PACKAGE / "recipes" / f"{name}.txt").read_text()
    for mark, value in {
        "@DOMAIN@": domain,
        "@FOLDER@": str(PACKAGE.parent),
        "@BIN@": str(Path(sys.executable).parent),
        "@AUTHORITY@": AUTHORITY,
    }.items():
        text = text.replace(mark, value)
    return text

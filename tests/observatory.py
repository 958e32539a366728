"""What MDN's HTTP Observatory gives a page: its rules, as far as they are about one answer over
https and the cookies that came on the way to it.

By github.com/mdn/mdn-http-observatory, src/analyzer/tests and src/grader/charts.js, with the tests
of COOP and COEP. The most is 165; the five points beyond ours are for a name that is on the
browsers' own list for HTTPS, which is whose server it is.
"""

import re
from http.cookies import Morsel, SimpleCookie

BASE = 100
ENOUGH_FOR_EXTRA = 90  # what bonuses are added to
HALF_A_YEAR = 15_552_000  # seconds
BROAD = {"ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"}
INLINE = {"'unsafe-inline'", "data:"}
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
SCRIPT = re.compile(r"<script\b[^>]*>")


def score_of(answer, cookies: list[str]) -> int:
    """Of an answer over https, with each cookie that was set until it came."""
    points = points_of(answer, cookies).values()
    without_extra = BASE + sum(one for one in points if one < 0)
    return without_extra if without_extra < ENOUGH_FOR_EXTRA else BASE + sum(points)


def points_of(answer, cookies: list[str]) -> dict[str, int]:
    headers = {name.lower(): value for name, value in answer.headers.items()}
    policy = policy_in(headers.get("content-security-policy", ""))
    named = {f"cross-origin-{kind}-policy": kind for kind in ("opener", "embedder", "resource")}
    return {
        "content-security-policy": of_policy(policy),
        "cookies": of_cookies(cookies),
        "cross-origin-resource-sharing": of_sharing(headers),
        "referrer-policy": of_referrer(headers.get("referrer-policy")),
        "strict-transport-security": of_transport(headers.get("strict-transport-security")),
        "subresource-integrity": of_scripts(answer.text),
        "x-content-type-options": 0 if headers.get("x-content-type-options") == "nosniff" else -5,
        "x-frame-options": of_frames(policy, headers.get("x-frame-options", "")),
        **{name: of_other_origins(kind, headers.get(name)) for name, kind in named.items()},
    }


def policy_in(header: str) -> dict[str, set[str]]:
    parts = (part.lower().split() for part in header.split(";") if part.strip())
    return {name: set(sources) or {"'none'"} for name, *sources in parts}


def of_policy(policy: dict[str, set[str]]) -> int:
    if not policy:
        return -25
    usual = policy.get("default-src", {"*"})
    scripts, objects, styles = (
        policy.get(f"{kind}-src", usual) for kind in ("script", "object", "style")
    )
    if scripts & (BROAD | INLINE) or objects & BROAD:
        return -20
    if "'unsafe-eval'" in scripts | styles:
        return -10
    if any(source.startswith(("http:", "ftp:")) for one in policy.values() for source in one):
        return -20  # -10 where it is only of pictures
    if styles & (BROAD | INLINE):
        return 0
    return 10 if policy.get("default-src") == {"'none'"} else 5


def of_cookies(cookies: list[str]) -> int:
    morsels = [one for cookie in cookies for one in SimpleCookie(cookie).values()]
    return min((of_cookie(one) for one in morsels), default=0)


def of_cookie(cookie: "Morsel[str]") -> int:
    is_session = any(word in cookie.key.lower() for word in ("login", "sess"))
    if is_session and not cookie["httponly"]:
        return -30
    if not cookie["secure"]:
        return -10 if is_session else -5  # by HTTPS alone; without Strict-Transport-Security -40
    if not cookie["samesite"]:
        return -20 if "csrf" in cookie.key.lower() else 0
    return 5 if cookie["samesite"].lower() in ("lax", "strict", "none") else -20


def of_sharing(headers: dict[str, str]) -> int:
    is_for_all = headers.get("access-control-allow-credentials") == "true"
    return -50 if is_for_all and "access-control-allow-origin" in headers else 0


def of_referrer(value: str | None) -> int:
    return 0 if value is None else 5 if value in PRIVATE else -5


def of_transport(value: str | None) -> int:
    age = re.search(r"\bmax-age=(\d+)", value or "")
    return -20 if age is None else 0 if int(age[1]) >= HALF_A_YEAR else -10


def of_scripts(html: str) -> int:
    """The bonus is given for any; here it takes all."""
    scripts = SCRIPT.findall(html)
    if any(re.search(r'src="(?:https?:)?//', one) for one in scripts):
        return -50  # we have none of others', so what more there is to say of them isn't here
    return 5 if scripts and all(' integrity="sha' in one for one in scripts) else 0


def of_frames(policy: dict[str, set[str]], value: str) -> int:
    if "frame-ancestors" in policy:
        return 5
    return 0 if value.lower() in ("deny", "sameorigin") else -20


def of_other_origins(kind: str, value: str | None) -> int:
    good, weak = {
        "opener": (
            ("same-origin", "same-origin-allow-popups", "noopener-allow-popups"),
            "unsafe-none",
        ),
        "embedder": (("require-corp", "credentialless"), "unsafe-none"),
        "resource": (("same-origin", "same-site"), "cross-origin"),
    }[kind]
    return 10 if value in good else 0 if value in (None, weak) else -5

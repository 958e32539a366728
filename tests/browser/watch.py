"""What goes wrong in a browser unseen: faults and warnings of the console, refusals by the content
security policy, requests that failed, and requests to any other host. One `Watch` looks over every
page of a test."""

import re
from urllib.parse import urlsplit

# Runs before a page's own scripts, and outside of its policy.
TELL_REFUSALS = """
addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sourceFile }) =>
  console.error(`Refused by the policy: ${effectiveDirective} ${blockedURI} in ${sourceFile}`))
"""
# A page was left while something of it was still on its way: nothing is wrong.
LEFT = "net::ERR_ABORTED"
# The same for the cross-fade between two pages.
LEFT_WHILE_FADING = "Transition was "  # "aborted because of invalid state", or "skipped"


class Watch:
    def __init__(self, own_url):
        self.own_url = own_url
        self.seen = []
        self.allowed = []
        self.requests = []  # every address that was asked for, in order
        self.is_over = False  # what breaks off when the browser is closed is no trouble

    def allow(self, pattern):
        """Expect what this regular expression finds, such as a 422 that a test brings about."""
        self.allowed.append(re.compile(pattern))

    def over(self, context):
        context.add_init_script(TELL_REFUSALS)
        context.on("console", self.note_console)
        context.on("weberror", self.note_fault)
        context.on("request", self.note_request)
        context.on("requestfailed", self.note_failure)

    def note_console(self, message):
        if message.type in ("error", "warning"):
            self.note(
                f"console {message.type}", f"{message.text} ({message.location.get('url', '')})"
            )

    def note_fault(self, fault):
        if LEFT_WHILE_FADING not in str(fault.error):
            self.note("fault in a script", fault.error)

    def note_request(self, request):
        self.requests.append(request.url)
        if urlsplit(request.url).scheme not in ("data", "blob") and not request.url.startswith(
            self.own_url + "/"
        ):
            self.note("request to another host", request.url)

    def note_failure(self, request):
        if request.failure != LEFT:
            self.note("failed request", f"{request.method} {request.url}: {request.failure}")

    def note(self, kind, text):
        if not self.is_over:
            self.seen.append(f"{kind}: {text}")

    def trouble(self):
        return [
            line for line in self.seen if not any(pattern.search(line) for pattern in self.allowed)
        ]

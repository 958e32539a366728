"""One device of a person's: a browser of its own, with an IndexedDB of its own, in which the
modules that ship run."""

from pathlib import Path

from tests.browser.devices.server import Blank

HERE = Path(__file__).parent
SCRIPTS = [HERE / name for name in ("world.js", "device.js", "acts.js")]
PATIENCE = 60_000  # milliseconds; only a machine that is stuck takes that long for one act


class Device:
    def __init__(self, browser, url, cookie):
        self.context = browser.new_context(bypass_csp=True)
        self.context.set_default_timeout(PATIENCE)
        name, value = cookie
        self.context.add_cookies([{"name": name, "value": value, "url": url}])
        self.page = self.context.new_page()
        self.page.goto(url + Blank.PATH)
        for script in SCRIPTS:
            self.page.add_script_tag(content=script.read_text())

    def call(self, function, **values):
        return self.page.evaluate(f"(values) => {function}(values)", values)

    def act(self, what, at, tab=0, **values):
        """Does it, and gives what is to be seen in that tab then."""
        return self.call("act", what=what, at=at, tab=tab, **values)

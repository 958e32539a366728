"""A tab of either browser, for what both must survive. Functions of JavaScript are given as text,
and may be async."""

import os
import signal
import time

from playwright.sync_api import Error
from selenium.common.exceptions import JavascriptException

from tests.browser.drivers import go

PATIENCE = 30  # seconds
# What the phone keeps, as the pages themselves load it.
STORE = """while (document.readyState === "loading") await new Promise((resolve) => setTimeout(resolve, 10)); // one page to the next
const store = await import(document.querySelector('script[src$="/js/app.js"]').src.replace("app.js", "outbox/store.js"));"""


class Tab:
    """What both have in common: all of it by scripts."""

    def until(self, function, *values, patience=PATIENCE):
        """Waits until the function gives something, and gives that."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            if found := self.run(function, *values):
                return found
            time.sleep(0.1)
        raise AssertionError(f"not within {patience} s: {function} {values}\n{self.text()}")

    def text(self):
        return self.run("() => document.body.innerText")

    def sees(self, words, **options):
        self.until("(words) => document.body?.innerText.includes(words)", words, **options)

    def state(self):
        """What is said of the outbox at the edge of the page."""
        return self.run(
            "() => { const pill = document.getElementById('outbox-state'); return pill?.hidden === false ? pill.textContent : '' }"
        )

    def is_sent(self, **options):
        """Waits until nothing waits, also what a form is about to keep."""
        self.until(
            "() => document.readyState !== 'loading' && !document.querySelector('form[aria-busy]')",
            **options,
        )
        self.until(
            f"async () => {{ {STORE} return (await store.waitingOf(document.body.dataset.user)).length === 0 }}",
            **options,
        )
        self.until("() => document.getElementById('outbox-state')?.hidden", **options)

    def says(self, words, **options):
        """Waits until the edge of the page says this of the outbox."""
        said = "(words) => { const pill = document.getElementById('outbox-state'); return pill?.hidden === false && pill.textContent === words }"
        self.until(said, words, **options)

    def until_true(self, found, patience=PATIENCE, said=lambda: ""):
        """Waits until what is looked up here, not in the page, is so; else it tells what is `said`
        then."""
        end = time.monotonic() + patience
        while not found():
            assert time.monotonic() < end, f"not within {patience} s\n{said()}\n{self.text()}"
            time.sleep(0.1)

    def press(self, selector):
        self.until(
            "(selector) => document.querySelector(selector)?.checkVisibility({ visibilityProperty: true })",
            selector,
        )
        self.run("(selector) => document.querySelector(selector).click()", selector)

    def write(self, selector, text):
        self.until("(selector) => document.querySelector(selector)?.checkVisibility()", selector)
        self.run(
            """(selector, text) => { const field = document.querySelector(selector); field.value = text;
            field.dispatchEvent(new Event("input", { bubbles: true })) }""",
            selector,
            text,
        )

    def is_ready(self, patience=40):
        """Waits until the phone has its copy of the day's pages, and a worker that gives it."""
        self.until(
            """async () => { const names = (await caches.keys()).filter((name) => name.startsWith("pack-"));
            const whole = await Promise.all(names.map((cacheName) => caches.match("/pack", { cacheName })));
            return navigator.serviceWorker.controller && whole.some(Boolean) }""",
            patience=patience,
        )

    def open_deck(self):
        """Opens the deck, and waits until it goes on where it was left."""
        self.open("/cards/deck")
        self.until("""async () => { const deck = document.querySelector("card-deck");
            await deck?.resumed;
            return customElements.get("card-deck") !== undefined && deck !== null }""")

    def pages_of_pack(self):
        return self.run("""async () => { const [name] = (await caches.keys()).filter((name) => name.startsWith("pack-"));
            return (await (await caches.match("/pack", { cacheName: name })).json()).pages }""")

    def keep(self, submissions):
        """Keeps these as forms would, each a (url, fields, lane, days ago)."""
        self.run(
            f"""async (all) => {{ {STORE}
            const {{ uuid7 }} = await import(document.querySelector('script[src$="/js/app.js"]').src.replace("app.js", "outbox/forms.js"));
            const user = document.body.dataset.user;
            for (const [url, fields, lane, days] of all) await store.keep({{
              key: uuid7(), user, lane, url, fields: Object.entries(fields), was: null, follows: [], at: Date.now() - days * 86_400_000,
              words: {{ page: "A page", what: "Save", labels: {{ title: "Title" }}, chosen: {{}}, at: "/stories/new" }}, state: "waiting", tried: false,
            }}); }}""",
            submissions,
        )

    def send(self):
        """What brings a page back to life: it sends at once."""
        self.run("() => { dispatchEvent(new Event('pageshow')) }")


class ChromiumTab(Tab):
    def __init__(self, page, url):
        self.page, self.url = page, url

    def open(self, path):
        return go(self.page, self.url + path if path.startswith("/") else path)

    def run(self, function, *values):
        try:
            return self.page.evaluate(f"(values) => ({function})(...values)", list(values))
        except Error as error:
            if "context was destroyed" not in str(error):
                raise  # else the page was left on the way

    def another(self):
        return ChromiumTab(self.page.context.new_page(), self.url)

    def die(self):
        """As when the system takes its memory away: nothing of it gets a last word. Other tabs die
        with it."""
        processes = self.page.context.browser.new_browser_cdp_session().send(
            "SystemInfo.getProcessInfo"
        )["processInfo"]
        with self.page.expect_event("crash"):
            for process in processes:
                if process["type"] == "renderer":
                    os.kill(process["id"], signal.SIGKILL)
        self.page.close()
        # Until it is on again; Chromium may wait for ever for a worker that died as it was started.
        time.sleep(1)

    def cookie(self, name, value):
        self.page.context.add_cookies([{"name": name, "value": value, "url": self.url}])

    def forget_cookies(self):
        self.page.context.clear_cookies()


class WebKitTab(Tab):
    def __init__(self, driver, url):
        self.driver, self.url = driver, url
        self.window = driver.current_window_handle

    def open(self, path):
        self.driver.switch_to.window(self.window)
        self.driver.get(self.url + path)

    def run(self, function, *values):
        self.driver.switch_to.window(self.window)
        script = f"""const done = arguments[arguments.length - 1], values = [...arguments].slice(0, -1);
            (async () => ({function})(...values))().then((value) => done({{ value }}), (error) => done({{ error: String(error) }}))"""
        try:
            answer = self.driver.execute_async_script(script, *values)
        except JavascriptException:  # the page was left on the way
            return None
        if "error" in answer:
            raise AssertionError(answer["error"])
        return answer.get("value")

    def another(self):
        self.driver.switch_to.new_window("tab")
        # Or the worker ends with the tab beside it, which WebKit may wait for for ever.
        self.driver.get(self.url + "/healthz")
        return WebKitTab(self.driver, self.url)

    def die(self):
        self.driver.switch_to.window(self.window)
        self.driver.close()

    def cookie(self, name, value):
        self.driver.switch_to.window(self.window)
        self.driver.add_cookie({"name": name, "value": value, "path": "/"})

    def forget_cookies(self):
        self.driver.switch_to.window(self.window)
        self.driver.delete_all_cookies()

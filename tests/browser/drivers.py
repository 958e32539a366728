"""The ways a person goes through the app: by touch, by keyboard alone, and on WebKitGTK. Each
driver knows the same few moves, so that one walk can be walked by all of them."""

import re
import time

from playwright.sync_api import Error
from selenium.common.exceptions import (
    ElementNotInteractableException,
    StaleElementReferenceException,
)
from selenium.webdriver.support.wait import WebDriverWait

PATIENCE = 25  # seconds
PRESS = """const [target] = arguments, { left, top, width, height } = target.getBoundingClientRect();
if (document.readyState !== "complete" || !target.contains(document.elementFromPoint(left + width / 2, top + height / 2))) return false;
for (const sign of ["pointerdown", "pointerup"]) target.dispatchEvent(new PointerEvent(sign, { bubbles: true }));
target.click();
return true;"""


class Touch:
    """A finger on Chromium, with scripts or without."""

    def __init__(self, page, url):
        self.page, self.url = page, url

    def open(self, path):
        self.page.goto(self.url + path)

    def press(self, name):
        """Presses the first link, button or choice of this name, and waits for what it leads to."""
        self.move(self.named(name))
        self.page.wait_for_load_state()

    def write(self, label, text):
        self.page.get_by_label(label, exact=True).fill(text)

    def leaves(self, path):
        """Waits until another page is there."""
        self.page.wait_for_url(lambda url: not url.endswith(path))

    def sees(self, text):
        self.page.get_by_text(text).locator("visible=true").first.wait_for()

    def named(self, name):
        pattern = re.compile(f"^{re.escape(name)}")
        roles = [self.page.get_by_role(role, name=pattern) for role in ("button", "link", "radio")]
        return roles[0].or_(roles[1]).or_(roles[2]).locator("visible=true").first

    def move(self, target):
        target.tap()


class Keyboard(Touch):
    """No finger and no mouse: Tab until the thing has the focus, then press it."""

    MAX_TABS = 150

    def move(self, target):
        if target.get_attribute("type") == "radio":
            self.choose(target)
        else:
            self.reach(target)
            self.page.keyboard.press("Enter")

    def choose(self, radio):
        """Tab stops once at a group of choices; the arrows go through it."""
        group = self.page.locator(f"input[type=radio][name='{radio.get_attribute('name')}']")
        self.reach(group.first)
        for _ in range(group.count()):
            if radio.is_checked():
                return
            self.page.keyboard.press("ArrowRight")
        raise AssertionError(f"{radio} can't be chosen with the arrows")

    def write(self, label, text):
        field = self.page.get_by_label(label, exact=True)
        self.reach(field)
        if field.get_attribute("type") in ("date", "time"):
            field.fill(text)  # how a date is typed depends on the machine's language
        else:
            self.page.keyboard.press("ControlOrMeta+a")
            self.page.keyboard.type(text)

    def reach(self, target):
        """Tabs from wherever the focus is until it is on `target`; all of the page is passed
        once."""
        target.wait_for()
        for _ in range(self.MAX_TABS):
            if target.evaluate("(element) => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} can't be reached with Tab")


class WebKit:
    """A finger on WebKitGTK, the nearest thing to an iPhone that a test machine has."""

    def __init__(self, driver, url):
        self.driver, self.url = driver, url
        # While a page fades in or a part is swapped, what was found may not be there to be pressed
        # yet, or any more.
        passing = (ElementNotInteractableException, StaleElementReferenceException)
        self.wait = WebDriverWait(driver, PATIENCE, ignored_exceptions=passing)

    def open(self, path):
        self.driver.get(self.url + path)

    def press(self, name):
        """Presses the first thing of this name, once a finger there would meet it. Not by the
        driver's own mouse: on a busy machine its clicks come to nothing now and then, or beside
        what they were for."""

        def pressed():
            return self.driver.execute_script(PRESS, self.in_view(self.named(name)))

        self.until(pressed, f"{name!r} can't be pressed")

    def write(self, label, text):
        def written():
            field = self.in_view(self.labelled(label))
            if field.get_attribute("type") in ("date", "time"):
                self.driver.execute_script("arguments[0].value = arguments[1]", field, text)
            else:
                field.clear()
                field.send_keys(text)
            return True

        self.until(written, f"{label!r} can't be written in")

    def leaves(self, path):
        self.until(lambda: not self.driver.current_url.endswith(path), f"{path} isn't left")

    def sees(self, text):
        seen = "return document.body?.innerText.includes(arguments[0])"
        self.until(lambda: self.driver.execute_script(seen, text), f"{text!r} is not to be seen")

    def named(self, name):
        found = (
            "return [...document.querySelectorAll('a[href], button, label.choice')].find((element) =>"
            " element.checkVisibility({visibilityProperty: true}) && element.textContent.trim().startsWith(arguments[0]))"
        )
        return self.until(
            lambda: self.driver.execute_script(found, name), f"nothing is called {name!r}"
        )

    def labelled(self, label):
        found = "return [...document.querySelectorAll('label')].find((l) => l.textContent.trim() === arguments[0])?.control"
        return self.until(
            lambda: self.driver.execute_script(found, label), f"no field is labelled {label!r}"
        )

    def in_view(self, element):
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        return element

    def until(self, found, otherwise):
        return self.wait.until(lambda driver: found(), otherwise)


def until(is_so, patience=PATIENCE):
    """Waits until that is so on the server."""
    end = time.monotonic() + patience
    while not is_so():
        assert time.monotonic() < end, "it didn't become so"
        time.sleep(0.05)


def go(page, address):
    """Goes there, also when the page is just being led on by an answer, or opens itself again. What
    comes between is let come first: it may be this very page, asked for before."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return page.goto(address)
        except Error as error:
            if time.monotonic() > end or not any(
                words in str(error)
                for words in ("ERR_ABORTED", "interrupted by another navigation")
            ):
                raise
            page.wait_for_load_state()

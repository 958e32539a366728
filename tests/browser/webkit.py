"""WebKitGTK, the nearest thing to an iPhone's browser on a test machine, on a display that nobody
sees."""

import os
import subprocess
from collections.abc import Callable
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from selenium.common.exceptions import (
    InvalidSessionIdException,
    TimeoutException,
    WebDriverException,
)
from selenium.webdriver import Remote, WebKitGTKOptions
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.webkitgtk.service import Service

from tests import machine

PHONE = (360, 740)
STUCK_OR_GONE = (TimeoutException, InvalidSessionIdException)
# Mesa's renderer, which draws without a graphics card, makes the browser crash now and then: no
# painting by it, and no threads.
WITHOUT_MESA = {"WEBKIT_SKIA_ENABLE_CPU_RENDERING": "1", "LP_NUM_THREADS": "0"}
ROOM = 60  # seconds for a page or a script before the test fails


@contextmanager
def display():
    """The name of a new X display, such as ":1"."""
    told, tell = os.pipe()
    command = [
        machine.found(machine.display_server),
        "-displayfd",
        str(tell),
        "-screen",
        "0",
        "800x900x24",
        "-nolisten",
        "tcp",
    ]
    server = subprocess.Popen(command, pass_fds=[tell], stderr=subprocess.DEVNULL)
    os.close(tell)
    try:
        with open(told) as number:
            yield ":" + number.readline().strip()
    finally:
        server.terminate()
        server.wait()


@contextmanager
def running(home: Path):
    """A WebDriver of a window of a phone's size. `home` is where the browser keeps what it
    keeps."""
    options = WebKitGTKOptions()
    options.binary_location = machine.found(machine.webkit_browser)
    options.add_argument("--automation")
    options.add_argument("--full-screen")  # its toolbar is wider than a phone
    # Over HTTPS WebKit keeps no page that says no-store; here it would, and storage that a kept
    # page has open stands still.
    options.add_argument("--enable-page-cache=false")
    with display() as name:
        surroundings = {
            **os.environ,
            "DISPLAY": name,
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home),
            "GDK_BACKEND": "x11",
            **WITHOUT_MESA,
        }
        service = Service(
            machine.found(machine.webkit_driver), env=surroundings, log_output=subprocess.DEVNULL
        )
        service.start()
        try:
            # Selenium's own WebKitGTK class connects in a way that it warns against itself.
            connection = RemoteConnection(client_config=ClientConfig(service.service_url))
            driver = Remote(command_executor=connection, options=options)
            driver.set_window_size(*PHONE)
            driver.set_page_load_timeout(ROOM)
            driver.set_script_timeout(ROOM)
            yield driver
            with suppress(WebDriverException):
                driver.quit()
        finally:
            service.stop()


class Windows:
    """A browser for one test after the other, and a new one once that is stuck or gone: WebKitGTK
    waits for ever now and then, on a busy machine, for a page that is there. `new_home` gives a
    folder for what one keeps."""

    def __init__(self, new_home: Callable[[], Path]):
        self.new_home, self.stack, self.driver = new_home, ExitStack(), None

    def on(self, url: str) -> Remote:
        """Its driver, on this page, with no cookie."""
        try:
            return self.opened(url)
        except STUCK_OR_GONE:
            self.end()
            return self.opened(url)

    def opened(self, url: str) -> Remote:
        self.driver = self.driver or self.stack.enter_context(running(self.new_home()))
        self.driver.get(url)
        self.driver.delete_all_cookies()
        return self.driver

    def leave(self) -> None:
        """Leaves one tab, with nothing in it."""
        try:
            first, *others = self.driver.window_handles
            for window in others:
                self.driver.switch_to.window(window)
                self.driver.close()
            self.driver.switch_to.window(first)
            self.driver.get("about:blank")
        except STUCK_OR_GONE:
            self.end()

    def end(self) -> None:
        self.stack.close()
        self.driver = None

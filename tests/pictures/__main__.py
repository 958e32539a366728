"""`make pictures`: all the pictures that are made from the app itself."""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests import live, machine
from tests.browser.conftest import CHROMIUM_ARGUMENTS
from tests.pictures import screenshots, shortcuts


def main():
    with (
        sync_playwright() as playwright,
        TemporaryDirectory() as folder,
        live.serving(Path(folder)) as server,
    ):
        browser = playwright.chromium.launch(
            executable_path=machine.found(machine.chromium), args=CHROMIUM_ARGUMENTS
        )
        with live.looking_into(server):
            shortcuts.draw(browser)
            screenshots.take(browser, server)
        browser.close()


if __name__ == "__main__":
    main()

"""Three devices of one person and a server: the modules that ship, in a browser with its own
storage, through random orders, losses, repeats, kills and clocks, against a simple model of what
was promised.

Nothing that was said to be saved is lost, nothing is there twice, and nothing is shown as saved
that isn't. What fails is printed as the steps that lead to it. The short run is the same each time;
a long one begins from a seed, which a failure prints: with `SEED=...` in the environment it is the
same run again.
"""

import os
from random import randrange

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.browser.devices.day import Day
from tests.browser.devices.device import Device
from tests.browser.devices.machine import BEGIN, ThreeDevices
from tests.browser.devices.server import serving
from tests.conftest import running_app

STEPS = 8  # at most, in one history


@pytest.fixture
def machine(chromium, migrated_file, instance_path, tmp_path, monkeypatch):
    file = tmp_path / "machine.sqlite3"
    file.write_bytes(migrated_file.read_bytes())
    with (
        running_app(database_url=f"sqlite:///{file}", instance_path=instance_path) as app,
        serving(app, file, BEGIN, monkeypatch) as server,
    ):
        day = Day(app)
        devices = [Device(chromium, server.url, person.cookie) for person in day.persons]
        for device in devices:
            device.call("prepare", paths=day.paths, deck=day.copy_of_deck, user=str(day.person.id))
        ThreeDevices.day, ThreeDevices.server, ThreeDevices.devices, ThreeDevices.at_first = (
            day,
            server,
            devices,
            server.backup(),
        )
        yield ThreeDevices
        ThreeDevices.at_first.close()
        for device in devices:
            device.context.close()


def run(machine, histories, **options):
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=histories,
            stateful_step_count=STEPS,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
            **options,
        ),
    )


def test_nothing_is_lost_and_nothing_doubled(machine):
    run(machine, 200)


@pytest.mark.long
@pytest.mark.parametrize("part", range(10))
def test_nothing_is_lost_and_nothing_doubled_in_a_thousand_histories(machine, part):
    number = int(os.environ.get("SEED") or randrange(2**32))
    print(f"SEED={number}")
    run(seed(number + part)(machine), 1_000, derandomize=False)

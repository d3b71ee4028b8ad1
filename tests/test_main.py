"""The first thing that runs: where a package is missing, one sentence says so."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import tzlocal

import main
from main import NEEDED_PACKAGES, SystemClock

MAIN = Path(__file__).resolve().parent.parent / "main.py"
PACKAGES = Path(sysconfig.get_path("purelib"))


@pytest.fixture
def start(tmp_path):
    """Start the app where only some of the installed packages are there."""

    def start(*arguments, without=()):
        borrowed = tmp_path / "borrowed"
        borrowed.mkdir()
        for entry in PACKAGES.iterdir():
            if entry.name not in without:
                (borrowed / entry.name).symlink_to(entry)
        command = [sys.executable, "-S", str(MAIN), "--data-dir", str(tmp_path / "data"), *arguments]
        environment = {**os.environ, "PYTHONPATH": str(borrowed)}
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)

    return start


def test_all_missing_packages_are_named_in_one_sentence(start, tmp_path):
    told = start(without=[entry.name for entry in PACKAGES.iterdir()])
    assert (told.returncode, told.stderr.count("\n")) == (1, 1)
    assert told.stderr.startswith(f"Recovery Tracker needs {', '.join(NEEDED_PACKAGES)}, which this Python does not have;")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("package", ["PySide6", "matplotlib"])
def test_a_missing_package_is_named_before_anything_begins(start, package):
    told = start("status", without=[package])
    assert (told.returncode, told.stdout, told.stderr.count("\n")) == (1, "", 1)
    assert f"needs {package}, which" in told.stderr


def test_a_package_that_is_missed_only_later_is_named_too(start, tmp_path):
    told = start("export", str(tmp_path / "chart.png"), without=["numpy"])
    assert (told.returncode, told.stderr.count("\n")) == (1, 1)
    assert "needs numpy, which" in told.stderr


def test_with_all_of_them_it_starts(start):
    assert start("status").returncode == 0


@pytest.mark.parametrize(
    ("leads_to", "environment", "zone"),
    [
        ("/usr/share/zoneinfo/Europe/Berlin", "", "Europe/Berlin"),
        ("../usr/share/zoneinfo/America/Argentina/Ushuaia", "", "America/Argentina/Ushuaia"),
        ("/var/db/timezone/zoneinfo/Asia/Kolkata", "", "Asia/Kolkata"),
        # What the link does not tell, and what is said elsewhere, is for tzlocal to find.
        ("/usr/share/zoneinfo/Europe/Berlin", "Asia/Tokyo", "found"),
        ("/usr/share/zoneinfo/Nowhere/Atall", "", "found"),
        ("/usr/share/zoneinfo/../../secret", "", "found"),
        ("/usr/share/zoneinfo/", "", "found"),
        ("/opt/my.zone", "", "found"),
        (None, "", "found"),
    ],
)
def test_the_zone_is_the_one_that_is_linked(tmp_path, monkeypatch, leads_to, environment, zone):
    link = tmp_path / "localtime"
    if leads_to is None:
        link.touch()
    else:
        link.symlink_to(leads_to)
    monkeypatch.setattr(main, "LOCAL_TIME", str(link))
    monkeypatch.setattr(tzlocal, "get_localzone_name", lambda: "found")
    monkeypatch.setenv("TZ", environment)
    assert SystemClock().zone() == zone


def test_where_no_zone_is_found_it_is_utc(tmp_path, monkeypatch):
    def none():
        raise LookupError

    monkeypatch.setattr(main, "LOCAL_TIME", str(tmp_path / "none"))
    monkeypatch.setattr(tzlocal, "get_localzone_name", none)
    assert SystemClock().zone() == "UTC"


def test_the_boot_clock_goes_on_and_is_the_same_for_every_program_of_one_start(tmp_path, monkeypatch):
    first, second = SystemClock().boot_time(), SystemClock().boot_time()
    if Path(main.BOOT_ID).exists():
        assert first.boot == second.boot
    assert first.since <= second.since
    # Where the system names no start, what two programs count is never compared.
    monkeypatch.setattr(main, "BOOT_ID", str(tmp_path / "none"))
    clock = SystemClock()
    assert clock.boot_time().boot == clock.boot_time().boot != SystemClock().boot_time().boot

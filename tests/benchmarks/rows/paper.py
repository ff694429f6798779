"""A referral set, tagged and made into an archive copy, signing apart; and what a batch leaves in memory."""

import gc
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from screening_app.documents.archive_press import ArchivePdf
from screening_app.documents.referral import ReferralPdf
from screening_app.settings import shipped_folder
from tests.benchmarks.figures import MIB, Figure, Scale, Side, watch
from tests.documents.examples import SWEDISH
from tests.helpers.surroundings import CHECKOUT

_WARM = 10


def measure(scale: Scale) -> Iterator[Figure]:
    """Give a row for one referral and one for a batch in a process of its own."""
    resources = shipped_folder("resources")
    render, press = ReferralPdf(resources / "fonts"), ArchivePdf(resources / "colour" / "sRGB.icc")
    setting, archiving = watch(), watch()
    for number in range(scale.times(60, 1) + _WARM):
        referral = replace(SWEDISH, neutral_title=f"Handling {number}")
        with setting.running():
            pdf = render(referral)
        with archiving.running():
            press.archival(pdf)
    both = [one + other for one, other in zip(setting.values, archiving.values, strict=True)][_WARM:]
    part = f"of it archived: {Side('', archiving.values[_WARM:]).median:.1f} ms"
    yield Figure(what="referral, tagged and archived, warm", ours=Side("", both), budget=100, note=part)
    grown = _grown(scale.times(500, 3), scale.times(50, 1))
    yield Figure(what="batch of 500 referrals, growth after the first 50", ours=grown, unit=MIB, budget=4)


def _grown(count: int, settled: int) -> Side:
    command = [sys.executable, "-m", "tests.benchmarks.rows.paper", str(count), str(settled)]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    before, after = json.loads(done.stdout)
    return Side("", ((after - before) / 1024,))


def _resident_kib() -> int:
    gc.collect()
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def _batch(count: int, settled: int) -> None:
    render = ReferralPdf(shipped_folder("resources") / "fonts")
    before = 0
    for number in range(count):
        if number == settled:
            before = _resident_kib()
        render(replace(SWEDISH, neutral_title=f"Handling {number}"))
    print(json.dumps([before, _resident_kib()]))


if __name__ == "__main__":
    _batch(int(sys.argv[1]), int(sys.argv[2]))

"""Five hundred referrals in a row take no more memory than the first few (DESIGN 12)."""

import subprocess
import sys

import pytest

from tests.helpers.surroundings import CHECKOUT

PROGRAM = """
import gc
from dataclasses import replace
from pathlib import Path
from screening_app.documents.referral import ReferralPdf
from tests.documents.examples import SWEDISH
from tests.documents.reading import FONTS

def resident_kib():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))

render = ReferralPdf(FONTS)
for number in range(500):
    if number == 50:
        gc.collect()
        before = resident_kib()
    render(replace(SWEDISH, neutral_title=f"Handling {number}"))
gc.collect()
print(before, resident_kib())
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads resident memory from /proc")
def test_a_batch_of_five_hundred_does_not_grow() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    before, after = map(int, done.stdout.split())

    assert after - before < 4096, f"{before} KiB grew to {after} KiB"

"""Opening a vault loads what this database needs, and nothing of others."""

import json
import subprocess
import sys

from tests.helpers.surroundings import CHECKOUT

PROGRAM = """
import json, sys
import screening_app.storage.store
print(json.dumps([name for name in sys.modules if name.startswith("sqlalchemy.dialects.")]))
"""


def test_the_store_loads_the_words_of_no_other_database() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )

    dialects = {name.split(".")[2] for name in json.loads(done.stdout)}
    assert dialects - {"_typing"} == {"sqlite"}

"""Several processes on one vault: each does its work or says why not, and nothing is lost."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.e2e.desk import DEMO, Desk

DONE, FAILED, DAMAGED, WRONG, MISSING, NEWER, ELSEWHERE = 0, 1, 3, 4, 5, 6, 7


def test_whatever_runs_at_once_each_ends_in_order_and_the_vault_is_sound(desk: Desk, tmp_path: Path) -> None:
    held = ("run", "pathway-health", "--answers", str(DEMO / "no.answers.yaml"))
    commands = [
        held,
        ("vault", "backup", str(tmp_path / "one")),
        ("vault", "rotate"),
        held,
        ("vault", "backup", str(tmp_path / "two")),
        ("vault", "verify"),
        ("vault", "rotate"),
        held,
    ]
    with ThreadPoolExecutor(len(commands)) as pool:
        said = list(pool.map(lambda words: desk.run(*words), commands))

    assert {one.status for one in said} <= {DONE, FAILED, MISSING, ELSEWHERE}, said
    assert all(one.status == DONE or one.is_one_sentence for one in said), said
    assert any(one.status == DONE for one in said)
    assert desk.run("vault", "verify").status == DONE
    for words, one in zip(commands, said, strict=True):
        if words[1] == "backup" and one.status == DONE:
            assert desk.run("vault", "prove", words[2]).status == DONE
        elif words[1] == "backup":
            assert not Path(words[2]).exists()
    assert desk.run(*held).status == DONE

"""The page for Mesa users says what is true: its code runs, as one program, without a warning."""

import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs" / "mesa.md"


def code_of(page: Path) -> list[str]:
    return re.findall(r"^```python\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)


def test_the_page_runs_from_top_to_bottom(tmp_path):
    blocks = code_of(PAGE)
    assert len(blocks) == 5
    program = tmp_path / "page.py"
    program.write_text("\n".join(blocks), "utf-8")
    # A process of its own: batch_run changes how all later processes are started.
    done = subprocess.run(
        [sys.executable, "-W", "error", program],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("30 of 40 days; more to come: True\n")
    for word in ("ShopOwner", "RMB: in the till", "empty_shelves", "stockout_rate", "direct"):
        assert word in done.stdout

"""Which claims gave a parameter its number: what the model says of those proves nothing."""

import re
from pathlib import PurePath

from sim.evidence.calibration.targets import read_targets
from sim.evidence.claims.reported import FILE, reported_claims
from sim.scenario import Scenario
from sim.scenario.documents import read_document
from sim.scenario.folders import base_file

FITS = "calibration/fitted"


def fitted_claims(scenario: Scenario) -> set[str]:
    """Ids of the claims that parameters were fitted to.

    Those that the source of a parameter names, where its value is base.yaml's; and where a value is
    one of `sim calibrate`, all its targets.
    """
    records = read_document(base_file(), "base.yaml").records
    sources = [records[key].source for key, setting in scenario.settings.items() if setting.of_base]
    words = {word for source in sources if FILE in source for word in re.findall(r"\w+", source)}
    files = {PurePath(setting.position.file).parent for setting in scenario.settings.values()}
    if any(folder.match(FITS) for folder in files):
        words |= read_targets().keys()
    return words & reported_claims().keys()

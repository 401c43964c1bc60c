"""Which claims gave a parameter its number: what the model says of those proves nothing."""

import re

from sim.evidence.claims.reported import FILE, reported_claims
from sim.scenario import Scenario
from sim.scenario.documents import read_document
from sim.scenario.folders import base_file


def fitted_claims(scenario: Scenario) -> set[str]:
    """Ids of the claims that the source of a parameter names, where its value is base.yaml's."""
    records = read_document(base_file(), "base.yaml").records
    sources = [records[key].source for key, setting in scenario.settings.items() if setting.of_base]
    words = {word for source in sources if FILE in source for word in re.findall(r"\w+", source)}
    return words & reported_claims().keys()

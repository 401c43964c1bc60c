"""What a run reports: every outcome's name, unit and meaning, declared once.

`sim.scenario` says what goes into a run, this package what comes out; neither loads the model.
"""

"""What a run reports: noted by the recorder on the way, told at the end as outcomes and tables.

`recorder.py` and what it imports watch; `families/` tell the country's outcomes, `textbook.py` a
case's; `outcomes.py` puts together what a run has. Nothing that watches knows what is told of it.
"""

"""Outcomes of the country in families: what is told together, because it is made of the same sums.

A family is one function `(recorder, state, areas)` that gives values by outcome's name, an entry an
area. `areas` is the country as one or each of its provinces (`sim/model/report/areas.py`), and what
a family adds up it adds up by it; `sim/model/report/national.py` walks the list of families once
for the national table and once for the provinces'.

A new outcome takes two files: the value goes into the family whose sums it needs, its name, unit
and meaning into the file of `sim/outcomes` that is about the same. Tables, `sim explain`, units in
Parquet files, comparisons and maps follow. A new family takes a file here and its line in FAMILIES.
What no sum in the state or the recorder tells yet has to be noted first: `recorder.py`.
"""

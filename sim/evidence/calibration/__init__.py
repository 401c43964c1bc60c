"""Fitting free parameters of the nation to published figures.

targets   which figures, each in its own ledger, and how far a run is from them
space     which parameters may move, how far, and what is believed of them before
search    where in the space they are met best: all over it, then downhill from several starts
ensemble  all sets that fit about equally well, and what the targets say of each parameter
"""

"""The article's claims, each with the question that is put to the model and how it is judged.

reported    what the article says
entries     which outcome answers a claim, how it is judged, and which mechanism should explain it
mechanisms  what can be switched off, and by which settings
numbers     what a scenario reports, seed by seed
answer      an answer with its verdict
effects     paired differences, and what would have been seen
power       whether so many seeds would have shown an effect
values, ranks, signs, users  the kinds of judgement
"""

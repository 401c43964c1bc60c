"""The article's claims, each with the question that is put to the model and how it is judged.

reported    what the article says
entries     which outcome answers a claim, how it is judged, and which mechanism should explain it
mechanisms  what can be switched off, and by which settings
numbers     what a scenario reports, seed by seed
answer      an answer with its verdict
values, ranks, signs  the kinds of judgement: each has `reported(claim)`, what the article says as
            a number or in words, and `answer(claim, on, off)`, where `off` has the mechanism off
            and is None where that cannot be done
"""

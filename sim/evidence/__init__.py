"""Whether it is true: theory computed without the engine, and the engine compared with it.

answers    exact answers to textbook cases, a file a theory; nothing of the engine is imported
theories   which scenario goes with which answer
playing    a scenario played by the engine, with the standard error of each outcome
comparing  expected against simulated, with a verdict
claims     what the article says, and how each claim is put to the model
"""

"""Exact answers to textbook cases, computed without the engine: nothing here imports it.

One file a theory. Day, lead time and outcomes mean what docs/model.md and docs/textbook.md say:

- an order of evening t reaches its supplier on evening t + d (order delay) and, if shipped at
  once, can be sold on the morning of day t + d + L (lead time); L >= 1;
- position = stock + on order - owed; on order counts the mail and the supplier's backlog, and
  what is due this evening is owed before the supplier itself orders;
- end stock and backlog are read at the close of the day, after shipping.
"""

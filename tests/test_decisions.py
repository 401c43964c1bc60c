"""docs/decisions.md: every decision has a date and a topic, and what replaced it can be found."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PAGE = Path(__file__).resolve().parents[1] / "docs" / "decisions.md"
TEXT = PAGE.read_text("utf-8")


class Decision(NamedTuple):
    """One paragraph."""

    topic: str
    date: str
    title: str
    text: str


def topics() -> list[str]:
    return re.findall(r"^## (.*)$", TEXT, re.M)


def decisions() -> Iterator[Decision]:
    for part in TEXT.split("\n## ")[1:]:
        topic, _, body = part.partition("\n")
        for paragraph in body.split("\n**2")[1:]:
            head, _, text = f"2{paragraph}".partition("** ")
            date, _, title = head.partition(" · ")
            yield Decision(
                topic, date, " ".join(title.split()).rstrip(".,"), " ".join(text.split())
            )


def anchor(heading: str) -> str:
    """The end of a link to a heading, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_each_is_found_under_one_topic_from_the_oldest_on() -> None:
    found = list(decisions())
    assert len(found) == len(re.findall(r"^\*\*\d{4}-\d\d-\d\d · ", TEXT, re.M))
    assert len({decision.title for decision in found}) == len(found)
    for topic in topics():
        dates = [decision.date for decision in found if decision.topic == topic]
        assert dates, topic
        assert dates == sorted(dates), f"{topic}: the newest come last"


def test_contents_lead_to_every_topic() -> None:
    listed = re.findall(r"^- \[(.*)\]\(#(.*)\) \((\d+)\)$", TEXT, re.M)
    counts = [sum(each.topic == topic for each in decisions()) for topic in topics()]
    assert listed == [
        (topic, anchor(topic), str(count)) for topic, count in zip(topics(), counts, strict=True)
    ]


def test_what_took_the_place_of_a_decision_is_there_and_is_no_older() -> None:
    dates = {decision.title: decision.date for decision in decisions()}
    marked = 0
    for decision in decisions():
        if not decision.text.startswith("(superseded "):
            continue
        marked += 1
        later = re.findall(r"\*([^*]+)\*, (\d{4}-\d\d-\d\d)", decision.text.partition(")")[0])
        assert later, decision.title
        for title, date in later:
            assert dates[title] == date >= decision.date, decision.title
    assert marked > 20

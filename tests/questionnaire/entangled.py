"""A condition that nobody can work out by trying."""

from itertools import combinations

from tests.questionnaire.examples import broken


def entangled(form: str, *, guests: int = 10) -> str:
    """Return a form with a flag that asks whether ten guests fit in nine rooms: nobody can try it all."""
    rooms = range(1, guests)
    options = ", ".join(f'{{code: "r{n}", display: {{sv: "{n}", en: "{n}"}}}}' for n in rooms)
    items = "".join(
        f'  - {{linkId: "g{n}", type: "choice", text: {{sv: "{n}?", en: "{n}?"}}, contentClass: "finding", '
        + ('answerValueSet: "#rooms"}\n')
        for n in range(guests)
    )
    apart = [
        f'{{not: {{all: [{{question: "g{one}", is: "r{n}"}}, {{question: "g{other}", is: "r{n}"}}]}}}}'
        for n in rooms
        for one, other in combinations(range(guests), 2)
    ]
    housed = [f'{{question: "g{n}", answered: true}}' for n in range(guests)]
    text = broken(
        form,
        'item:\n  - linkId: "hurt"',
        f'  - {{id: "rooms", option: [{options}]}}\nitem:\n  - linkId: "hurt"',
    )
    text = broken(text, "score:\n", items + "score:\n")
    flag = '{some: "child", holds: {question: "child-lives", is: "here"}}'
    return broken(text, flag, f"{{all: [{', '.join(housed + apart)}]}}")

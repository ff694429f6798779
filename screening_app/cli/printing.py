"""Where commands write their results."""


def say(text: str) -> None:
    """Print one line of a result."""
    print(text)

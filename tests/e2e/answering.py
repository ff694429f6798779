"""Answers one question through the real services, and says what it knows before and after.

Prints the next question, commits one answer, prints ``saved``, prints the next question again.
"""

import sys
from pathlib import Path

from screening_app.bootstrap import open_session
from screening_app.domain.ids import ScreeningId
from screening_app.engine.validation import read_answer
from screening_app.services.conversation import give_answer, resume_conversation
from screening_app.services.conversation_state import Conversation, next_question
from tests.e2e.desk import LOGIN, PASSPHRASE


def tell(conversation: Conversation) -> str:
    """Return the next question as ``step/linkId``."""
    question = next_question(conversation)
    return "nothing" if question is None else f"{question[0]}/{question[1].key}"


def main(folder: Path, screening: str, *, answer: bool) -> None:
    """Resume, and answer the next question if asked to."""
    with open_session(folder, LOGIN, PASSPHRASE) as session:
        conversation = resume_conversation(session, ScreeningId(screening))
        print("next", tell(conversation), flush=True)
        question = next_question(conversation)
        if not answer or question is None:
            return
        step_id, place = question
        first = read_answer(place.item, place.item.answer_option[0].code)
        conversation = give_answer(session, conversation, step_id, place.key, first)
        print("saved", flush=True)
        print("next", tell(conversation), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], answer=sys.argv[3] == "answer")

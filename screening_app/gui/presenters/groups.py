"""The list of entries of a repeating group, such as children or ways of contact."""

from screening_app.domain.answers import AnswerKey
from screening_app.gui.presenters.conversation_models import GroupPage, InstanceModel
from screening_app.gui.presenters.entry_names import instance_name
from screening_app.gui.presenters.questions import Asking
from screening_app.gui.presenters.wording import text_of
from screening_app.i18n import gettext as _
from screening_app.i18n import ngettext

_KEYS = 9


def group_page(asking: Asking, group: AnswerKey, removing: AnswerKey | None) -> GroupPage:
    """Return the entries with what is still open in each.

    Args:
        removing: Entry that is about to be taken away, if any.
    """
    evaluation = asking.evaluation
    item = evaluation.form.items[group.link_id]
    title = text_of(item.text or item.short_text)
    numbers = evaluation.answers.instances.get(group, ())
    keys = [AnswerKey(group.link_id, (*group.instance, number)) for number in numbers]
    rows = tuple(
        InstanceModel(
            key=str(key),
            name=instance_name(evaluation, key),
            open=_open(asking, key),
            digit=at if at <= _KEYS else None,
            asks_removal=key == removing,
        )
        for at, key in enumerate(keys, start=1)
    )
    # Translators: {title} names the kind of entry, such as "Child"; sv "Lägg till: {title}".
    add = _("Add: {title}") if not keys else _("Add one more: {title}")
    missing = _("Add at least one: {title}").format(title=title.lower()) if not keys and item.required else ""
    return GroupPage(
        key=str(group), heading=title, instances=rows, add=add.format(title=title), missing=missing
    )


def _open(asking: Asking, instance: AnswerKey) -> str:
    depth = len(instance.instance)
    inside = [
        key
        for key in asking.evaluation.missing
        if len(key.instance) >= depth
        and key.instance[:depth] == instance.instance
        and any(one.link_id == instance.link_id for one in asking.evaluation.form.around[key.link_id])
    ]
    if not inside:
        return ""
    # Translators: sv "{count} fråga saknar svar".
    return ngettext("{count} question has no answer", "{count} questions have no answer", len(inside)).format(
        count=len(inside)
    )

"""Statuses from tense, modality, negation, conditions and governing words, on our own sentences."""

from datetime import date

import pytest

from pipelines.coding import coder
from pipelines.coding.record import Document

CASES = [
    ("Kenya sent 1,000 police and soldiers to Haiti.", "occurred"),
    ("Kenya will send 1,000 soldiers to Haiti.", "planned"),
    ("Kenya has decided to send 1,000 soldiers to Haiti.", "planned"),
    ("Kenyan soldiers are to leave Kismayo by May and move to Afmadow.", "planned"),
    ("Kenya may send 1,000 soldiers to Haiti.", "possible"),
    ("Kenya hopes to send 1,000 soldiers to Haiti.", "possible"),
    ("Kenya is considering sending 1,000 soldiers to Haiti.", "possible"),
    ("If the court agrees, Kenya sends 1,000 soldiers to Haiti.", "possible"),
    ("Kenya did not send 1,000 soldiers to Haiti.", "denied"),
    ("Kenya denied that it had sent 1,000 soldiers to Haiti.", "denied"),
    ("Kenya called off the deployment of 1,000 soldiers to Haiti.", "cancelled"),
    ("Kenya ruled out the deployment of 1,000 soldiers to Haiti.", "denied"),
    ("Kenya has begun deploying 1,000 soldiers to Haiti.", "ongoing"),
    ("Kenya announced the deployment of 1,000 soldiers to Haiti.", "planned"),
    ("Kenya to send 1,000 soldiers to Haiti", "planned"),
    ("The planned deployment of 1,000 Kenyan soldiers to Haiti worries diplomats.", "planned"),
    ("Kenyan soldiers are advancing on the town of Afmadow.", "ongoing"),
    ("Kenyan troops began their withdrawal from Somalia.", "ongoing"),
    ("The announcement that Kenyan troops had left Somalia is false.", "denied"),
    ("Reports that Kenyan troops have entered Gedo are nonsense.", "denied"),
    ("It could not be confirmed that Kenyan troops have left Gedo.", "possible"),
    ("A proposal to send Kenyan troops to Haiti has been turned down by Nairobi.", "denied"),
    ("Nairobi's decision that all Kenyan troops be withdrawn from Gedo is final.", "planned"),
    ("The text commits Nairobi to facilitate the removal of Kenyan troops from Gedo.", "planned"),
    ("Kenyan troops are waiting to advance on Gedo.", "planned"),
    ("Kenya said that Ethiopian troops had crossed the border at Moyale. Addis Ababa denied it.", "denied"),
    ("Ethiopia said that Kenyan troops had entered Gedo, and Nairobi calls that an invention.", "denied"),
    ("Ethiopia said that Kenyan troops had entered Gedo. Nairobi did not deny this.", "occurred"),
    ("Kenyan troops began their withdrawal from Somalia and will end it in May.", "ongoing"),
    ("A full Kenyan withdrawal from Gedo is a condition for talks, Ethiopia said.", "possible"),
    ("Any deal must include the withdrawal of Kenyan troops from Gedo, Ethiopia said.", "possible"),
    ("The debate over the withdrawal of Kenyan troops from Gedo split the cabinet.", "possible"),
    ("The deployment of Kenyan troops to Gedo would be a mistake, Ethiopia said.", "possible"),
    ("The withdrawal of Kenyan troops from Gedo took a week.", "occurred"),
    ("A Kenyan withdrawal from Gedo could embolden the rebels, Ethiopia said.", "possible"),
    ("A Kenyan withdrawal from Gedo would embolden the rebels, Ethiopia said.", "possible"),
    ("Kenya lacks the trucks to move its brigades to Gedo.", "denied"),
]


@pytest.mark.parametrize(("text", "status"), CASES)
def test_status(text: str, status: str) -> None:
    [(_, events)] = coder.code([Document("d", text, date(2020, 6, 15))])
    assert [event.status for event in events] == [status]


@pytest.mark.parametrize(
    "text",
    [
        "The fleet is there to deter attacks on merchant ships by Houthi fighters.",
        "Rebel commanders vowed to attack the army again.",
        "The soldiers were sent to prevent further attacks by militants.",
        "The general refused to say whether it would mark a withdrawal of American troops from Niger.",
    ],
)
def test_what_is_feared_vowed_or_not_said_is_no_attack_or_withdrawal(text: str) -> None:
    [(_, events)] = coder.code([Document("d", text, date(2020, 6, 15))])
    assert [event for event in events if event.type == "attack" or event.subtype == "withdrawal"] == []

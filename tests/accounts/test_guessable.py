"""Passwords that are guessed first are refused wherever one is set; others are let through."""

import random
import string
import time

import pytest
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from tests.persons import Person
from webapp.accounts.guessable import common, is_guessable
from webapp.accounts.passwords import MIN_LENGTH

EMAIL = "olive.martin@example.org"
COMMON = [
    "jennifer",
    "Password1",
    "iloveyou1",
    "trustno1",
    "p@ssw0rd",
    "PASSWORT1",
    "ｊｅｎｎｉｆｅｒ",
]
RUNS = ["88888888", "aaaa1111", "abcabcabc", "abcdefgh", "12345678", "87654321", "19840512"]
KEYS = ["qwertyui", "1q2w3e4r5t6y", "zaq12wsx", "asdfghjkl;", "azertyuiop"]
OURS = [
    "roundtwo",
    "Round Two!",
    "R0undTw0",
    "interview2026",
    "My Interview 2026!",
    "round-two-2026",
]
THEIRS = [
    EMAIL,
    EMAIL.upper(),
    "Olive.Martin",
    "olive1984",
    "Martin-Olive!",
    "0l1vemartin",
    "example99",
]


@pytest.mark.parametrize("password", COMMON + RUNS + KEYS + OURS + THEIRS)
def test_what_is_tried_first_is_refused(password):
    assert is_guessable(password, EMAIL)


def test_every_common_password_is_refused():
    everyone = [word for word in common() if len(word) >= MIN_LENGTH]
    assert len(everyone) > 8_000
    assert not [word for word in everyone[::9] if not is_guessable(word.capitalize())]


def test_a_few_words_and_chance_are_let_through():
    chance = random.Random(7)
    words = [word for word in FREQUENCY_LISTS["english_wikipedia"][:7776] if len(word) > 3]
    of_words = [" ".join(chance.choices(words, k=4)) for _ in range(100)]
    letters = string.ascii_letters + string.digits
    of_letters = ["".join(chance.choices(letters, k=10)) for _ in range(100)]
    for password in [*of_words, *of_letters, "olive trees x8#kQ2!9"]:
        assert not is_guessable(password, EMAIL), password


@pytest.mark.parametrize(
    "password",
    [
        "x" * 1024,
        "ﷺ" * 1024,  # 18 letters each
        "a-" * 512,
        "[768@138+285!$4$!38|06%3{3!4%|119<%7[6{[<[(55@9(" * 21,
    ],
)
def test_no_password_takes_long_to_look_at(password):
    is_guessable("loads the lists")
    began = time.process_time()
    is_guessable(password, f"{'a' * 240}@example.org")
    assert time.process_time() - began < 1


@pytest.mark.parametrize("password", ["", " ", "_", "---", "\ud800", "olive.martin", "\0" * 9])
def test_nothing_is_too_odd_to_be_looked_at(password):
    assert is_guessable(password, EMAIL)


@pytest.mark.one_database
@pytest.mark.parametrize("password", ["olive1984", "88888888", "Interview 2026"])
def test_a_change_of_password_knows_the_address(app, password):
    owner = Person(app, "olive", password=True)
    sent = {"current": "a long walk by the river", "password": password}
    answer = owner.put("/account/password", sent)
    assert answer.status_code == 422 and "guessed first" in answer.text

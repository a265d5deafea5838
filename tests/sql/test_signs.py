"""The check sign of an id (contract section 4): one wrong sign is always detected."""

from hypothesis import given
from hypothesis import strategies as st

from tests.sql.boring import ALPHABET, is_right, signs

hashes = st.integers(0, 2**64 - 1)
lengths = st.sampled_from([2, 4, 6, 8])


@given(hashes, lengths, st.data())
def test_one_wrong_sign_is_always_detected(number, length, data):
    right = signs(number, length)
    place = data.draw(st.integers(0, length))
    wrong = data.draw(st.sampled_from(sorted(set(ALPHABET) - {right[place]})))
    assert is_right(right)
    assert not is_right(right[:place] + wrong + right[place + 1 :])


@given(hashes, lengths)
def test_no_sign_can_be_taken_for_another(number, length):
    assert set(signs(number, length)) & set("01IO") == set()

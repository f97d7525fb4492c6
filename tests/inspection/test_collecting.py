"""Garbage is looked for seldom while inspections run, and as before when the last has ended."""

import gc

import pytest

from jiyue.inspection import collecting


@pytest.fixture
def usual():
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 5)
    yield (700, 10, 5)
    gc.set_threshold(*before)


def test_the_last_of_several_runs_puts_the_numbers_back(usual):
    first, second = collecting.seldom(), collecting.seldom()

    first.__enter__()
    second.__enter__()
    assert gc.get_threshold() == (200_000, 10, 5)
    first.__exit__(None, None, None)
    assert gc.get_threshold() == (200_000, 10, 5)
    second.__exit__(None, None, None)
    assert gc.get_threshold() == usual


def test_a_run_that_fails_puts_them_back_too(usual):
    with pytest.raises(RuntimeError), collecting.seldom():
        raise RuntimeError

    assert gc.get_threshold() == usual


def test_who_collects_even_more_seldom_is_left_alone(usual):
    gc.set_threshold(500_000, 10, 5)

    with collecting.seldom():
        assert gc.get_threshold() == (500_000, 10, 5)

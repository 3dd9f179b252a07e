from app.language.message import Quantity, Unit, counted, listed, message, verbatim


def test_two_sentences_with_the_same_words_and_values_are_equal() -> None:
    assert message("Serve {n}", n=3) == message("Serve {n}", n=3)
    assert message("Serve {n}", n=3) != message("Serve {n}", n=4)


def test_a_message_can_be_a_key() -> None:
    assert len({message("a"), message("a"), counted("b", "bs", 1)}) == 2


def test_a_persons_words_are_values_and_never_a_template() -> None:
    assert verbatim("{danger}").text == "{words}"
    assert dict(verbatim("{danger}").values) == {"words": "{danger}"}


def test_a_list_keeps_its_order() -> None:
    items = dict(listed([message("b"), message("a")]).values)["items"]
    assert items == (message("b"), message("a"))


def test_a_quantity_shows_two_significant_figures_unless_told() -> None:
    assert Quantity(1.0, Unit.WEEKS).figures == 2

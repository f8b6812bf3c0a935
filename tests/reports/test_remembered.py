from kejidata.reports.lexicon.remembered import KEPT, Remembered


def test_a_pattern_answers_as_its_expression_does():
    step = Remembered("(申请|授权)$")
    assert step.search("专利授权")[1] == "授权"
    assert step.match("授权")[1] == "授权"
    assert step.match("专利授权") is None
    assert step.fullmatch("授权量") is None
    assert step.sub("", "专利申请") == "专利"


def test_a_name_asked_again_is_not_searched_again():
    step = Remembered("授权$")
    for _ in range(3):
        step.search("专利授权")
    assert step.search.cache_info().misses == 1


def test_no_more_than_some_names_are_kept():
    step = Remembered("授权$")
    for number in range(KEPT + 10):
        step.search(f"专利{number}")
    assert step.search.cache_info().currsize == KEPT

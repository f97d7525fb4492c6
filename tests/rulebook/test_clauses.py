"""The 160 clauses as data: complete, in order, and true to the measures' paragraphs."""

import pytest

from jiyue.rulebook import clauses

ITEMS = {
    1: 1, 2: 2, 3: 2, 4: 9, 5: 4, 6: 2, 7: 5, 8: 9, 9: 14, 10: 4, 11: 11, 12: 2, 13: 12, 14: 7, 15: 6, 16: 1, 17: 4,
    18: 3, 19: 7, 20: 1, 21: 1, 22: 2, 23: 1, 24: 1, 25: 2, 26: 3, 27: 2, 28: 6, 29: 2, 30: 3, 31: 2, 32: 13, 33: 4,
    34: 1, 35: 2, 36: 1, 37: 1, 38: 2,
}  # fmt: skip


def test_all_clauses_are_there_in_the_order_of_the_chapters():
    ids = [clause.id for clause in clauses.all()]

    assert len(ids) == 160
    assert set(ids) == {f"{article}.{item}" for article, count in ITEMS.items() for item in range(1, count + 1)} | {
        f"A{number}" for number in range(1, 6)
    }
    assert ids[-5:] == ["A1", "A2", "A3", "A4", "A5"]
    assert [clause.article for clause in clauses.all()[:-5]] == sorted(clause.article for clause in clauses.all()[:-5])


def test_a_clause_says_who_owes_what_to_whom():
    clause = clauses.get("9.14")

    assert (clause.article, clause.item, clause.chapter, clause.kind) == (9, 14, 3, "clock")
    assert clause.subject == "主办单位"
    assert clause.to_whom == "市政府办公室（主管单位）、市大数据发展服务局（监管单位）"
    assert "2日内" in clause.statement
    assert clause.readings == ("R2", "R10", "R11")
    assert clause.kind_label == "期限"


def test_an_unknown_clause_is_an_error():
    with pytest.raises(KeyError):
        clauses.get("9.15")


@pytest.mark.parametrize(
    ("clause_id", "citation"),
    [
        ("4.7", "第4条第三款"),
        ("8.2", "第8条（一）第二款"),
        ("8.7", "第8条（四）第二款"),
        ("8.9", "第8条（五）"),
        ("9.3", "第9条（一）"),
        ("10.4", "第10条第三款"),
        ("11.9", "第11条（一）"),
        ("13.12", "第13条（一）"),
        ("18.1", "第18条"),
        ("32.9", "第32条（六）"),
        ("A3", "附件3"),
    ],
)
def test_the_chip_names_the_true_paragraph(clause_id, citation):
    assert clauses.citation(clause_id) == citation


def test_every_citation_names_its_own_article():
    for clause in clauses.all():
        if clause.article:
            assert clause.citation.startswith(f"第{clause.article}条"), clause.id


def test_what_goes_beyond_the_text_is_marked():
    assert clauses.get("9.10").addition
    assert "来源栏目" in clauses.get("9.10").addition_note
    assert not clauses.get("9.3").addition


def test_chapters_list_every_article_once():
    chapters = clauses.articles()
    numbers = [article.number for chapter in chapters for article in chapter.articles]

    assert numbers == list(range(1, 39))
    assert [chapter.number for chapter in chapters] == [*range(1, 11), 0]
    assert chapters[2].title == "开设整合"
    assert {clause.chapter for clause in clauses.all() if clause.article == 9} == {3}
    assert {clause.chapter for clause in clauses.all() if not clause.article} == {0}

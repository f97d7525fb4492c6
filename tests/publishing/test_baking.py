"""Baking: what is public, where, what a change makes anew, and how tampering shows (12.1, 13.8, 25.2, 28.1)."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from jiyue.platform.library import signals
from jiyue.platform.library.models import Resource
from jiyue.platform.publishing import baking, baking_city, manifest, site_tree, tree
from jiyue.platform.publishing.models import BakedPage, PinnedNotice, Release
from jiyue.platform.publishing.pages.items import CHUNK
from jiyue.platform.publishing.tree import OutsideTree
from jiyue.platform.register.actions import configure_site
from tests.factories import AppointmentFactory, ColumnFactory, PlacementFactory, ResourceFactory, SiteFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def site():
    return SiteFactory()


@pytest.fixture
def column(site):
    return ColumnFactory(site=site, path="news", title="工作动态")


def publish(column, count=1, **fields):
    """Published resources in a column, one a day, the last one yesterday."""
    made = []
    for n in range(count):
        at = timezone.now() - timedelta(days=count - n)
        resource = ResourceFactory(
            published=True, unit=column.site.host, first_published_at=at, last_published_at=at, **fields
        )
        PlacementFactory(resource=resource, column=column)
        made.append(resource)
    return made


def page(site, path):
    return tree.locate(site, path).read_text(encoding="utf-8")


def test_a_site_has_home_columns_articles_site_map_and_its_own_404(site, column):
    resource = publish(column)[0]

    baking.bake_site(site, today=TODAY)

    for path in ("/index.html", "/news/index.html", resource.public_path, "/sitemap.html", "/sitemap.xml", "/404.html"):
        assert tree.locate(site, path).is_file(), path


@pytest.mark.clause("36.1")
def test_pages_carry_their_labels_home_three_columns_seven_articles_ten(site, column):
    resource = publish(column)[0]
    baking.bake_site(site, today=TODAY)

    def labels(path):
        return {node.attributes["name"] for node in LexborHTMLParser(page(site, path)).css("meta[name]")}

    base = {"SiteName", "SiteDomain", "SiteIDCode"}
    of_column = base | {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
    assert base <= labels("/index.html")
    assert of_column <= labels("/news/index.html")
    assert of_column | {"ArticleTitle", "PubDate", "ContentSource"} <= labels(resource.public_path)


@pytest.mark.clause("8.4")
def test_the_footer_shows_the_marks_of_the_register(site, column):
    baking.bake_site(site, today=TODAY)

    home = page(site, "/index.html")
    for value in (site.site_code, site.icp_number, site.police_number, site.chinese_domain, site.host.name):
        assert value in home


@pytest.mark.clause("13.8")
def test_the_site_map_follows_the_columns(site, column):
    ColumnFactory(site=site, path="notices", title="通知公告")

    baking.bake_site(site, today=TODAY)

    assert "通知公告" in page(site, "/sitemap.html")
    assert "/notices/" in page(site, "/sitemap.xml")


def test_what_is_not_live_is_in_no_file(site, column):
    hidden = ResourceFactory(unit=site.host, title="尚未审核的稿件")
    PlacementFactory(resource=hidden, column=column)

    baking.bake_site(site, today=TODAY)

    assert not [
        file for file in tree.folder(site).rglob("*.html") if "尚未审核的稿件" in file.read_text(encoding="utf-8")
    ]


def test_script_in_a_text_does_not_reach_the_page(site, column):
    resource = publish(
        column, body='<p onclick="x()">正文<script>alert(1)</script></p><a href="javascript:x()">链接</a>'
    )[0]

    baking.bake_site(site, today=TODAY)

    article = page(site, resource.public_path)
    assert "alert(1)" not in article
    assert "onclick" not in article
    assert "javascript:" not in article


def test_baking_again_writes_nothing(site, column):
    publish(column, 3)
    baking.bake_site(site, today=TODAY)

    again = baking.bake_site(site, today=TODAY)

    assert (again.written, again.removed) == ({}, [])


def test_a_new_item_changes_first_page_and_newest_chunk_and_leaves_older_ones(site, column):
    publish(column, CHUNK * 3)
    baking.bake_site(site, today=TODAY)
    older = page(site, "/news/list-1.html")

    new = publish(column)[0]
    signals.resource_published.send(Resource, resource=new, is_new=True)

    assert new.title in page(site, "/news/index.html")
    assert page(site, "/news/list-1.html") == older
    assert tree.locate(site, new.public_path).is_file()


@pytest.mark.parametrize("count", [1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 5])
def test_every_item_of_a_column_is_on_one_of_its_pages(site, column, count):
    made = publish(column, count)

    baking.bake_site(site, today=TODAY)

    lists = "".join(file.read_text(encoding="utf-8") for file in (tree.folder(site) / "news").glob("*.html"))
    assert not [resource for resource in made if f'href="{resource.public_path}"' not in lists]


@pytest.mark.clause("25.2")
def test_a_withdrawn_item_leaves_every_page_that_showed_it(site, column):
    kept, gone = publish(column, 2)
    baking.bake_site(site, today=TODAY)

    gone.live = False
    gone.save(update_fields=["live"])
    signals.resource_withdrawn.send(Resource, resource=gone)

    assert not tree.locate(site, gone.public_path).exists()
    assert not [
        file for file in tree.folder(site).rglob("*.html") if gone.public_path in file.read_text(encoding="utf-8")
    ]
    assert kept.title in page(site, "/news/index.html")


@pytest.mark.clause("15.5")
def test_a_policy_and_its_interpretation_link_each_other(site, column):
    policy = publish(column, kind="policy", document_number="宝政发〔2026〕1号")[0]
    reading = publish(column, kind="interpretation", interprets=policy)[0]

    baking.bake_site(site, today=TODAY)

    assert reading.public_path in page(site, policy.public_path)
    assert policy.public_path in page(site, reading.public_path)


@pytest.mark.clause("9.2")
@pytest.mark.parametrize(
    ("day", "shown"),
    [
        pytest.param(-1, False, id="a day before"),
        pytest.param(0, True, id="on its first day"),
        pytest.param(29, True, id="on its last day"),
        pytest.param(30, False, id="a day after"),
    ],
)
def test_a_pinned_notice_stands_from_its_first_to_its_last_day(site, column, day, shown):
    notice = publish(column, title="关于本网站临时下线的公告", kind="notice")[0]
    PinnedNotice.objects.create(
        site=site,
        about=SiteFactory(),
        resource=notice,
        kind="offline",
        from_on=TODAY,
        until_on=TODAY + timedelta(days=29),
    )

    baking.bake_site(site, today=TODAY + timedelta(days=day))

    rail = LexborHTMLParser(page(site, "/index.html")).css_first(".rail")
    assert (rail is not None and "临时下线" in rail.text()) is shown


def test_switching_the_template_of_a_moved_site_brings_labels_and_marks(column):
    site = column.site
    site.template = "migrated"
    site.save()
    baking.bake_site(site, today=TODAY)
    assert 'name="SiteIDCode"' not in page(site, "/index.html")
    editor = AppointmentFactory(unit=site.host).person

    configure_site(site=site, by=editor, changes={"template": "standard"})

    assert 'name="SiteIDCode"' in page(site, "/index.html")


@pytest.mark.clause("28.1")
def test_a_tampered_a_missing_and_a_strange_file_are_named(site, column):
    publish(column)
    baking.bake_site(site, today=TODAY)
    assert manifest.check_tree(site).is_intact

    tree.locate(site, "/index.html").write_text("<p>黑页</p>", encoding="utf-8")
    tree.locate(site, "/sitemap.html").unlink()
    tree.locate(site, "/shell.php").write_text("x", encoding="utf-8")

    guard = manifest.check_tree(site)
    assert (guard.changed, guard.missing, guard.strange) == (("/index.html",), ("/sitemap.html",), ("/shell.php",))


@pytest.mark.clause("28.1")
def test_a_forged_release_is_named(site, column):
    baking.bake_site(site, today=TODAY)
    release = Release.objects.filter(site=site).order_by("number").first()
    release.written["/index.html"] = "0" * 64
    release.save()

    assert manifest.check_tree(site).broken_release == release.number


@pytest.mark.parametrize("path", ["/../other/index.html", "/a/../../../etc/passwd"])
def test_nothing_is_written_outside_a_sites_folder(site, path):
    with pytest.raises(OutsideTree):
        tree.write(site, path, b"x")


def test_baked_pages_record_what_they_read(site, column):
    resource = publish(column)[0]
    baking.bake_site(site, today=TODAY)

    tags = set(BakedPage.objects.get(site=site, path=resource.public_path).tags.values_list("tag", flat=True))
    assert {f"resource:{resource.pk}", f"site:{site.pk}"} <= tags


def test_the_page_tree_mirrors_the_ledger_and_may_be_mirrored_again(site, column):
    child = ColumnFactory(site=site, parent=column, path="news/city", title="市级动态")

    root = site_tree.mirror(site)
    site_tree.mirror(site)

    assert [page.title for page in root.get_descendants()] == ["工作动态", "市级动态"]
    assert child.page.get_parent().title == "工作动态"


def test_the_public_tree_lies_in_the_tests_own_folder(tmp_path):
    assert settings.JIYUE_BAKED.is_relative_to(tmp_path)


def test_a_city_is_baked_site_by_site(site, column):
    other = SiteFactory()
    publish(column, 2)

    written = baking_city.bake_sites([site, other], today=TODAY, processes=1)

    assert written == BakedPage.objects.count()
    assert {page.site_id for page in BakedPage.objects.filter(path="/index.html")} == {site.pk, other.pk}

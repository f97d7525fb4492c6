"""Resources and their attachments: the content with its metadata (25.1, 13.1)."""

import hashlib
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin

from jiyue.platform.library import previews, uploads
from jiyue.platform.library.signals import revision_saved
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person, Unit

BODY_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "hr", "blockquote", "superscript", "subscript"]


class Kind(models.TextChoices):
    """What a resource is; decides its metadata and what its page shows."""

    NEWS = "news", _("动态要闻")
    NOTICE = "notice", _("通知公告")
    POLICY = "policy", _("政策文件")
    INTERPRETATION = "interpretation", _("政策解读")
    GUIDE = "guide", _("办事指南")
    RESPONSE = "response", _("回应关切")
    STATISTICS = "statistics", _("数据发布")
    LEADER = "leader", _("负责人信息")
    ORGANISATION = "organisation", _("机构职能")
    PLAN = "plan", _("规划计划")


class Validity(models.TextChoices):
    """Whether a document is in force (standards §5.3)."""

    NONE = "", _("不适用")
    VALID = "valid", _("有效")
    EXPIRED = "expired", _("失效")
    REPEALED = "repealed", _("废止")
    PARTLY = "partly-invalid", _("部分失效")
    AMENDED = "amended", _("修改")


class Origin(models.TextChoices):
    """How the resource came into the repository; what came with a moved site was never reviewed here."""

    WRITTEN = "written", _("本平台编写")
    IMPORTED = "imported", _("文件导入")
    MIGRATED = "migrated", _("迁移导入")


class ResourceQuerySet(models.QuerySet["Resource"]):
    """The questions that the repository answers."""

    def open_to(self, person: Person, act: policy.Act = policy.Act.SEE_RESOURCE) -> Self:
        """The resources of the units within the person's reach (26.1)."""
        return self.filter(unit__in=policy.units(person, act))

    def published(self) -> Self:
        """The resources that the public can read."""
        return self.filter(live=True)


def attachment_path(attachment: "Attachment", filename: str) -> str:
    """Keep each unit's files in a folder of its own, so that a file address always tells its tenant (26.1)."""
    unit = attachment.resource.unit.key if attachment.resource_id else "unassigned"
    return f"attachments/{unit}/{attachment.resource_id or 'new'}/{filename}"


class Resource(PreviewableMixin, DraftStateMixin, LockableMixin, RevisionMixin, ClusterableModel):
    """One row is one piece of information with its metadata, in the text that is live now.

    `unit` is the tenant that put it into the repository, `publisher` the organ that the reader sees.
    The next text lives in Wagtail revisions and in an `Edition` until it is reviewed and published; the live text does
    not change before (17.2). Withdrawn resources stay. There is no state column on purpose: what is going on with the
    next text is the edition's business, and restoring a revision must not restore a state.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="resources", verbose_name=_("入库单位"))
    publisher = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("发布机构"))
    kind = models.CharField(_("类别"), max_length=16, choices=Kind)
    title = models.CharField(_("标题"), max_length=200)
    subtitle = models.CharField(_("副题"), max_length=200, blank=True)
    summary = models.CharField(_("内容概述"), max_length=500, blank=True)
    body = RichTextField(_("正文"), features=BODY_FEATURES)
    keywords = models.CharField(_("关键词"), max_length=200, blank=True, help_text=_("用逗号分隔。"))
    source = models.CharField(_("来源"), max_length=100, help_text=_("本单位原创填单位全称；转载填原发布网站名称。"))
    source_url = models.URLField(_("原文地址"), max_length=500, blank=True)
    author = models.CharField(_("作者"), max_length=60, blank=True)
    index_number = models.CharField(_("索引号"), max_length=40, blank=True)
    document_number = models.CharField(_("文号"), max_length=60, blank=True, help_text=_("如“宝政办发〔2021〕23号”。"))
    written_on = models.DateField(_("成文日期"), null=True, blank=True)
    effective_on = models.DateField(_("生效日期"), null=True, blank=True)
    expires_on = models.DateField(_("失效日期"), null=True, blank=True)
    validity = models.CharField(_("有效性"), max_length=16, choices=Validity, blank=True)
    genre = models.CharField(_("体裁"), max_length=20, blank=True)
    subject_class = models.CharField(_("主题分类"), max_length=60, blank=True)
    disclosure = models.CharField(_("公开方式"), max_length=20, default="主动公开")
    interprets = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="interpretations", verbose_name=_("所解读的文件")
    )
    origin = models.CharField(_("入库方式"), max_length=10, choices=Origin, default=Origin.WRITTEN, editable=False)
    is_demonstration = models.BooleanField(_("演示内容"), default=False, editable=False)
    archived_on = models.DateField(_("归档日期"), null=True, blank=True, editable=False)

    objects = ResourceQuerySet.as_manager()

    # Wagtail's index of references serves its own choosers, which are closed here; without it a save stays one write.
    wagtail_reference_index_ignore = True

    # What a reader sees: the reviewed text is these fields and the attachments, and nothing else changes its hash.
    CONTENT_FIELDS: ClassVar[tuple[str, ...]] = (
        "publisher",
        "kind",
        "title",
        "subtitle",
        "summary",
        "body",
        "keywords",
        "source",
        "source_url",
        "author",
        "index_number",
        "document_number",
        "written_on",
        "effective_on",
        "expires_on",
        "validity",
        "genre",
        "subject_class",
        "disclosure",
        "interprets",
    )

    class Meta:
        verbose_name = _("信息资源")
        verbose_name_plural = _("信息资源")
        indexes: ClassVar = [
            # The workbench's list of a unit, newest first.
            models.Index(fields=["unit", "-last_published_at"], name="library_resource_unit"),
        ]

    def __str__(self) -> str:
        return self.title

    def save_revision(self, user: Any = None, **options: Any) -> Any:
        """Save the next text as a revision and note whose hand it was; a submission or an approval falls with it (17.2)."""
        revision = super().save_revision(user=user, **options)
        revision_saved.send(type(self), resource=self, revision=revision, person=user)
        return revision

    def make_preview_request(
        self, original_request: Any = None, _preview_mode: str | None = None, _extra: Any = None
    ) -> HttpResponse:
        """Answer the editor's preview with the public page; Wagtail's own way would send a made-up request through every middleware."""
        return previews.respond(original_request, self)

    @property
    def public_path(self) -> str:
        """The address on each site that carries the resource; never changes once published."""
        first = self.first_published_at
        return f"/{first:%Y/%m}/{self.pk}.html" if first else ""


class Attachment(models.Model):
    """One row is one file that belongs to a resource's text. Files lie apart from the public tree and are copied into it when baked."""

    resource = ParentalKey(Resource, on_delete=models.CASCADE, related_name="attachments")
    title = models.CharField(_("附件名称"), max_length=150)
    file = models.FileField(_("文件"), upload_to=attachment_path, max_length=300)

    class Meta:
        verbose_name = _("附件")
        verbose_name_plural = _("附件")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse a new file that may not be published: unknown kind, content unlike its name, macros, too large (30.1)."""
        held = getattr(self.file, "_file", None)
        if isinstance(held, UploadedFile) and (why_not := uploads.refusal(held, str(held.name))):
            raise ValidationError({"file": why_not})

    @property
    def name(self) -> str:
        """The file's name in the store; empty while there is none."""
        return str(self.file.name or "")

    def digest(self) -> str:
        """SHA-256 of the file's bytes (64 hex digits); empty when the file is gone."""
        if not self.file or not self.file.storage.exists(self.name):
            return ""
        with self.file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

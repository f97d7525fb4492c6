"""Files of a case, handed out to those within reach: annex 2 for printing, scans of outside decisions (26.1, A2)."""

from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from jiyue.platform.kernel.executes import executes
from jiyue.platform.organisations.requests import Request
from jiyue.platform.procedures import standing
from jiyue.platform.procedures.documents import annex_2
from jiyue.platform.procedures.models import CaseStep
from jiyue.platform.procedures.views.cases import own

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@login_required
@executes("A2")
def annex(request: Request, pk: int) -> FileResponse:
    """Annex 2 as a Word file; telephone numbers whole only for those who apply or decide."""
    case = own(request, pk)
    name = f"附件2-{case.site.name}-{case.number or '草稿'}.docx"
    return FileResponse(
        BytesIO(annex_2(case, is_masked=not standing.roles(request.user, case))),
        as_attachment=True,
        filename=name,
        content_type=DOCX,
    )


@require_safe
@login_required
@executes("9.1")
def scan(request: Request, pk: int) -> FileResponse:
    """The scan of a recorded decision; nobody out of reach learns that it exists."""
    step = CaseStep.objects.open_to(request.user).filter(pk=pk).exclude(scan="").first()
    if step is None or not step.scan.storage.exists(step.scan.name or ""):
        raise Http404
    return FileResponse(step.scan.open("rb"), as_attachment=True, filename=step.scan_name)

from django.urls import path

from jiyue.platform.interaction.views import case, queue

app_name = "messages"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("<str:number>/", case.case, name="case"),
    path("<str:number>/accept/", case.accept, name="accept"),
    path("<str:number>/transfer/", case.transfer, name="transfer"),
    path("<str:number>/note/", case.note, name="note"),
    path("<str:number>/draft/", case.draft, name="draft"),
    path("<str:number>/release/", case.release, name="release"),
    path("<str:number>/return/", case.decide, {"verb": "return"}, name="return"),
    path("<str:number>/unpublish/", case.decide, {"verb": "unpublish"}, name="unpublish"),
    path("<str:number>/reopen/", case.decide, {"verb": "reopen"}, name="reopen"),
    path("<str:number>/contact/", case.contact, name="contact"),
]

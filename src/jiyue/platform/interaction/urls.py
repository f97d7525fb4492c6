from django.urls import path

from jiyue.platform.interaction.views import case, queue

app_name = "interaction"
urlpatterns = [
    path("", queue.queue, name="messages"),
    path("<int:pk>/", case.case, name="message"),
    path("<int:pk>/accept/", case.accept, name="accept"),
    path("<int:pk>/transfer/", case.transfer, name="transfer"),
    path("<int:pk>/note/", case.note, name="note"),
    path("<int:pk>/draft/", case.draft, name="draft"),
    path("<int:pk>/release/", case.release, name="release"),
    path("<int:pk>/return/", case.decide, {"verb": "return"}, name="return"),
    path("<int:pk>/unpublish/", case.decide, {"verb": "unpublish"}, name="unpublish"),
    path("<int:pk>/reopen/", case.decide, {"verb": "reopen"}, name="reopen"),
    path("<int:pk>/contact/", case.contact, name="contact"),
]

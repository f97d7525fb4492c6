from django.urls import path

from jiyue.platform.library.views import columns, lists, resources, reviews

app_name = "workbench"
urlpatterns = [
    path("columns/", columns.index, name="columns"),
    path("columns/<int:pk>/", columns.page, name="column"),
    path("resources/", lists.index, name="resources"),
    path("resources/new/", resources.new, name="new-resource"),
    path("resources/<int:pk>/", resources.page, name="resource"),
    path("resources/<int:pk>/submit/", resources.submit, name="submit"),
    path("resources/<int:pk>/publish/", resources.publish, name="publish"),
    path("resources/<int:pk>/withdraw/", resources.withdraw, name="withdraw"),
    path("files/<int:pk>/", resources.attachment, name="attachment"),
    path("reviews/", reviews.queue, name="reviews"),
    path("reviews/<int:pk>/", reviews.review, name="review"),
]

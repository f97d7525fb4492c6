from django.urls import path

from jiyue.platform.library.views import columns, lists, placements, resources, reviews

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
    path("resources/<int:pk>/place/", placements.place, name="place"),
    path("resources/<int:pk>/preview/", resources.preview, name="preview"),
    path("resources/<int:pk>/files/<int:number>/", resources.text_file, name="text-file"),
    path("placements/<int:pk>/displace/", placements.displace, name="displace"),
    path("placements/<int:pk>/pin/", placements.pin, name="pin"),
    path("files/<int:pk>/", resources.attachment, name="attachment"),
    path("reviews/", reviews.queue, name="reviews"),
    path("reviews/<int:pk>/", reviews.review, name="review"),
]

"""What is asked once more after the walk: the same page as another visitor, where links end, documents, the site's own search."""

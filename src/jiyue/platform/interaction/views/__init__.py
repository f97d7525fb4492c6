"""The screens: public pages on a site's host, queue and case in the workbench."""

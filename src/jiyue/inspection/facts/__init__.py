"""What stands on a page, as frozen types; each fact says where it comes from. Nothing here judges."""

"""Views: the mailbox or the errand as this person may have it, one action or one page, return."""

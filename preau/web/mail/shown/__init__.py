"""What the mail pages print: folders, rows, messages.

Templates decide nothing: a mark is shown because its boolean says so, an action because its name
is in `actions`, a link because its URL is there. Ids are opaque to the templates and safe in HTML.
"""

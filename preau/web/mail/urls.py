"""The addresses of mail: everything has one, so that it can be kept, reloaded, shared."""

from django.urls import path

from preau.web.mail.views import (
    acts,
    detaching,
    drafts,
    enclosures,
    folders,
    later,
    lists,
    logos,
    mailings,
    messages,
    outside,
    printing,
    receipts,
    rooms,
    searches,
    uploads,
    wordings,
)

app_name = "mail"

_FOLDER = "<str:box>/<slug:folder>/"
_MESSAGE = _FOLDER + "m/<str:message>/"
_DRAFT = "<str:box>/drafts/d/<int:number>/"

urlpatterns = [
    path("", lists.home, name="home"),
    path("<str:box>/", lists.box_home, name="box"),
    path("<str:box>/enlarge", rooms.enlarge, name="enlarge"),
    path("<str:box>/logo", logos.logo, name="logo"),
    path("<str:box>/undo", acts.undo, name="undo"),
    path("<str:box>/folders", folders.create, name="folders"),
    path("<str:box>/compose", drafts.compose, name="compose"),
    path("<str:box>/news", lists.news, name="news"),
    path("<str:box>/reminders/forget", later.forget_reminder, name="forget_reminder"),
    path("<str:box>/searches", searches.keep, name="searches"),
    path("<str:box>/searches/back", searches.bring_back, name="search_back"),
    path("<str:box>/searches/<int:number>/rename", searches.rename, name="search_rename"),
    path("<str:box>/searches/<int:number>/forget", searches.forget, name="search_forget"),
    path("<str:box>/offers", lists.offers, name="offers"),
    path("<str:box>/addresses", drafts.addresses, name="addresses"),
    path(_DRAFT, drafts.draft, name="draft"),
    path(_DRAFT + "attachments", enclosures.attachments, name="draft_attachments"),
    path(
        _DRAFT + "attachments/<int:attachment>/remove",
        enclosures.remove_attachment,
        name="draft_attachment",
    ),
    path(_DRAFT + "attachments/<int:attachment>", enclosures.attachment_file, name="draft_file"),
    path(
        _DRAFT + "attachments/<int:attachment>/link", uploads.by_link, name="draft_attachment_link"
    ),
    path(_DRAFT + "link", uploads.link, name="draft_link"),
    path(_DRAFT + "link/<int:file>/remove", uploads.take_out, name="draft_linked"),
    path(_DRAFT + "images/shrink", uploads.shrink, name="draft_shrink"),
    path(_DRAFT + "images/restore", uploads.restore, name="draft_restore"),
    path(_DRAFT + "uploads", uploads.uploads, name="draft_uploads"),
    path(_DRAFT + "uploads/<str:key>", uploads.upload, name="draft_upload"),
    path(_DRAFT + "quote", drafts.quote, name="draft_quote"),
    path(_DRAFT + "mailing", mailings.begin, name="draft_mailing"),
    path(_DRAFT + "wording", wordings.put, name="draft_wording"),
    path(_DRAFT + "wording/new", wordings.keep_one, name="draft_wording_new"),
    path(_DRAFT + "dispatch", drafts.dispatch, name="dispatch"),
    path(_DRAFT + "recall", drafts.recall, name="recall"),
    path(_DRAFT + "schedule", later.schedule, name="schedule"),
    path(_DRAFT + "slots", later.slots_of, name="slots"),
    path(_DRAFT + "postpone", later.postpone, name="postpone"),
    path(_DRAFT + "send-now", later.send_now, name="send_now"),
    path(_DRAFT + "cancel", later.cancel, name="cancel"),
    path(_DRAFT + "discard", drafts.discard, name="discard"),
    path(_FOLDER, lists.folder_list, name="list"),
    path(_MESSAGE, lists.message, name="message"),
    path(_MESSAGE + "body", messages.body, name="body"),
    path(_MESSAGE + "receipt", receipts.answer, name="receipt"),
    path(_MESSAGE + "detach", detaching.detach, name="detach"),
    path(_MESSAGE + "trust", messages.trust, name="trust"),
    path(_MESSAGE + "part/outside", outside.image, name="outside_image"),
    path(_MESSAGE + "part/<str:section>/<path:filename>", messages.part, name="part"),
    path(
        _MESSAGE + "inside/<str:section>/<int:number>/<path:name>", messages.inside, name="inside"
    ),
    path(_MESSAGE + "preview/<str:section>", messages.preview, name="preview"),
    path(_MESSAGE + "attachments.zip", messages.zipped, name="zip"),
    path(_MESSAGE + "source", messages.source, name="source"),
    path(_MESSAGE + "message.eml", messages.eml, name="eml"),
    path(_MESSAGE + "print", printing.printed, name="print"),
    path(_MESSAGE + "message.pdf", printing.as_pdf, name="pdf"),
    path(_FOLDER + "rename", folders.rename, name="folder_rename"),
    path(_FOLDER + "delete", folders.delete, name="folder_delete"),
    path(_FOLDER + "empty", folders.empty, name="folder_empty"),
    *[path(_FOLDER + verb, acts.act, {"verb": verb}, name=verb) for verb in acts.VERBS],
]

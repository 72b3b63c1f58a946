"""The picture of a kind of file."""

_BY_END = {
    "pdf": "file-text", "odt": "file-text", "doc": "file-text", "docx": "file-text",
    "ods": "file-spreadsheet", "xls": "file-spreadsheet", "xlsx": "file-spreadsheet",
    "csv": "file-spreadsheet", "odp": "presentation", "ppt": "presentation",
    "pptx": "presentation", "zip": "file-archive", "7z": "file-archive", "rar": "file-archive",
    "gz": "file-archive", "tar": "file-archive",
}  # fmt: skip
_BY_TYPE = {"image": "image", "audio": "file-audio", "video": "file-video", "text": "file-text"}


def icon_of(name: str, content_type: str) -> str:
    end = name.rpartition(".")[2].lower()
    return _BY_END.get(end) or _BY_TYPE.get(content_type.partition("/")[0], "file")

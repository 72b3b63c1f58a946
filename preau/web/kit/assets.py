"""Static files: every name carries its content's hash, every file its gzip and brotli."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class AssetStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Also rewrites `import … from "./x.js"` so that ES modules are cached for ever."""

    support_js_module_import_aggregation = True
    # A page that names a missing file must fail in tests, not in the browser.
    manifest_strict = True

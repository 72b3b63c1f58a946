"""Messages: bytes in, values out, and back. Nothing here raises on what a stranger sent.

`words` `charsets` `transfer`   the three encodings, undone even when they are wrong
`headers` `params` `envelope`   who, when, about what
`structure` `bodies` `message`  the tree of parts, from IMAP or raw bytes; what to show
`plain` `untag`                 text to HTML and back
`tnef`                          Outlook's winmail.dat
`fields` `compose` `subjects`   the letters we send
"""

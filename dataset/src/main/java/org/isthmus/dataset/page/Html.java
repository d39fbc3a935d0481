package org.isthmus.dataset.page;

/// What HTML pages share.
public final class Html {
    /// How pages look.
    private static final String STYLE = """
            :root{color-scheme:light}
            body{font:15px/1.5 system-ui,sans-serif;color:#1f2933;background:#f4f6f8;margin:0}
            main{max-width:1080px;margin:0 auto;padding:28px 24px 60px}
            h1{font-size:26px;margin:0 0 4px}h2{font-size:18px;margin:0 0 12px}
            .sub{color:#616e7c;margin:0 0 20px}
            section{background:#fff;border:1px solid #e1e6eb;border-radius:10px;padding:18px 20px;margin:16px 0;overflow-x:auto}
            .tiles{display:flex;flex-wrap:wrap;gap:12px}
            .tile{background:#fff;border:1px solid #e1e6eb;border-radius:10px;padding:12px 18px;min-width:120px;flex:1}
            .tile b{display:block;font-size:24px;line-height:1.2}.tile span{color:#616e7c;font-size:13px}
            table{border-collapse:collapse;width:100%}
            th{text-align:left;color:#616e7c;font-weight:600;font-size:13px}
            th,td{padding:5px 14px 5px 0;border-bottom:1px solid #eef1f4;vertical-align:middle}
            td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
            td:first-child.n,th:first-child.n{width:4em}
            .grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(230px,1fr));gap:18px}
            .grid figure,figure{margin:0}figcaption{font-size:13px;margin-bottom:4px;overflow-wrap:anywhere}
            .note{color:#616e7c;font-size:13px}
            svg text{font:11px system-ui,sans-serif;fill:#616e7c}
            .tag{display:inline-block;background:#fdecec;color:#a61b2b;border-radius:6px;padding:1px 8px;margin:1px 4px 1px 0;font-size:13px}
            .good{color:#1e7a6f}.bad{color:#a61b2b}
            .strips{display:grid;grid-template-columns:repeat(auto-fill,minmax(440px,1fr));gap:18px 24px}
            .strip{display:flex;gap:4px}.strip span{width:25%;text-align:center;color:#616e7c;font-size:12px}
            .strip img{width:100%;border-radius:5px;display:block}
            .key i{display:inline-block;width:10px;height:10px;border-radius:2px;margin:0 5px 0 12px}
            """;
    /// After all that a page shows.
    public static final String END = "</main></body></html>\n";

    private Html() {}

    /// A page up to its first section.
    ///
    /// @param title plain text, as all others
    /// @param style what it has beside the look of all pages, CSS
    public static String begin(String title, String subtitle, String style) {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
                + "content=\"width=device-width\"><title>" + text(title) + "</title><style>" + STYLE + style
                + "</style></head><body><main>\n<h1>" + text(title) + "</h1><p class=\"sub\">" + text(subtitle)
                + "</p>\n";
    }

    /// A text that is nothing but text in HTML, within quotes too.
    public static String text(String raw) {
        return raw.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}

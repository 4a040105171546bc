"""Texts that have spoilt files before: escapes, signs that XML has no room for, lengths, formulas, names."""

NASTY = (
    "=1+1", "+46 90 785", "-5", "@SUMMA(A1)", "'apostrof", "''två", '"citat"', "a & b < c > d", "<r>fet</r>", "]]>",
    "<![CDATA[x]]>", "&amp;", "&#10;", "_x0041_", "_x0041_x0042_", "x_x005F_x000D_", "_x005F_", "_x000D_\n", "_X0041_",
    "två\nrader", "tre\r\nrader", "ensam\rretur", "flik\there", " luft", "luft ", "  ", "\u00a0hårt\u00a0", "\u200bnollbredd",
    "mjukt\u00adstreck", "\u202ehöger", "e\u0301 i två tecken", "é i ett", "ﬁ ligatur", "😀", "😀" * 300, "𝕄ål", "日本語",
    "العربية", "\u2028radskiljare", "\ufffe", "\x0b", "\x07ping", "\x00noll", "\ud800ensam", "1.10", "007", "2024-01-01",
    "1/2", "3,1", "1e5", "SANT", "TRUE", "#N/A", "#SAKNAS!", "http://exempel.se", "C:\\mapp\\fil.xlsx", "{text}", "{{x}}",
    "%s %d", "50 % av %", "a" * 255, "b" * 256, "å" * 3_000, "rad\n" * 300, "| rör |", "# rubrik", "- punkt", "2:a beredningen",
    "&R&9Sida &P", "Blad!A1", "[Bok]Blad!A1",
)  # fmt: skip
"""More than sixty-two, each different in kind."""

# ruff: noqa: E501, RUF001
"""Strings that programs stumble over: of the kinds that public collections of them hold."""

SECRET = "Ada.Lovelace@secret.example"
NAUGHTY = [
    "", " ", "\t", "\n", "\r\n", "\0", "\x7f", "\x1b[31m", "\u0085", "\u00a0", "\ufeff", "\ufffe",
    "undefined", "null", "NULL", "None", "nil", "true", "NaN", "Infinity", "-1", "0", "1e1000",
    "0x0", "1/0", "1,000.00", "9" * 96, "0.0.0.0", "127.0.0.1", "::1", "2001:db8::1", "-" * 40,
    ",./;'[]\\-=", "<>?:\"{}|_+", "!@#$%^&*()`~", "'", '"', "''", '""', "'\"'", "\\", "\\\\", "%s%n",
    "Ω≈ç√∫˜µ≤≥÷", "田中さん", "表ポあA鷗ŒéＢ逍Üßªąñ丂㐀𠀀", "社會科學院", "사회과학원", "Ⱥ", "ȺȾ",
    "ヽ༼ຈل͜ຈ༽ﾉ", "😍", "👩‍👩‍👧‍👦", "🇺🇸🇷🇺", "👾 🙇 💁 🙅", "1️⃣2️⃣", "١٢٣", "１２３", "ثم نفس سقطت",
    "בְּרֵאשִׁית", "\u202eresu\u202c", "\u2066a\u2069", "a\u200bb\u200cc\u200dd\u2060e\u00adf", "\u200f",
    "Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤", "Z" + "\u0334\u0335\u0336" * 200, "˙ɐnbᴉlɐ", "Ｔｈｅ", "𝐓𝐡𝐞", "⒯⒣⒠",
    "İstanbul", "ıI", "ß", "ﬁ", "Å", "Å", "ǅ", "ﷺ", "\U0010ffff", "\ue000",
    "<script>alert(0)</script>", "&lt;script&gt;", "<img src=x onerror=alert(1)>", "javascript:0",
    "1;DROP TABLE users", "1'; DROP TABLE users-- 1", "' OR 1=1 -- 1", "%", "_", "*", "$$", "$1",
    "\\0", "\\1", "(?i)(a+)+$", "[[:alpha:]", "(", ")", "[", "{", "a{1001}", "\\p{L}", "|",
    "{{ 1 }}", "{% raw %}", "{# #}", "{{ config.__class__ }}", "{{ env_var('PATH') }}", "{0}", "%d",
    "${HOME}", "$(touch /tmp/x)", "`ls`", "; ls", "| cat", "&& ls", "-rf", "--help", "../../etc/passwd",
    "file:///etc/passwd", "http://a/%%30%30", "CON", "NUL", "COM1", "/dev/null", "=cmd|' /C calc'!A0",
    "@SUM(1+1)", "+1-1", "-2+3+cmd", "() { 0; }; touch /tmp/x", "<?xml version='1.0'?><!DOCTYPE a>",
    "Roses are \x1b[0;31mred", "Powerلُلُصّبُلُلصّبُررً ॣ ॣh ॣ ॣ冗", "گچپژ", "జ్ఞ‌ా", "\x1f", "\x1e\x1d\x1c", "\x01\x02",
    "[PERSON:nm_0]", "[EMAIL:em_" + "a" * 32 + "]", "[PHONE]", "[SSN]", "em_" + "f" * 32, "[", "[[[",
    "Scunthorpe General Hospital", "Mr. Null", "Jennifer Null", "O'Brien-Smith, Jr.", "Nguyễn Văn",
    "X Æ A-12", "de la Cruz", "A B", "A", "a.b@c", "@", "a@b.co", "@@", "a@" + "b." * 100 + "com",
    "call 1-800-" + "5" * 200, "1" * 5000, "+1 (415) 555-2671 x" + "9" * 50, "4" + "1" * 15,
    "a " * 5000, "A" * 5000, "Aa " * 3000, "A. " * 3000, "O'" * 2000, "- " * 2000, "de la " * 1000,
    "undef", "(null)", "NIL", "hasOwnProperty", "__proto__", "constructor", "1.00", "$1.00", "-$1.00", "1/2",
    "1E+02", "-9223372036854775808/-1", "0..0", ".", ",", "0,0/0,0", "-.", "INF", "1#INF", "-1#IND", "1#QNAN",
    "0xffffffffffffffff", "123456789012345678901234567890123456789", "1 000 000.00", "1'000,00", "08", "01000",
    "2.2250738585072011e-308", "åß∂ƒ©˙∆˚¬…æ", "œ∑´®†¥¨ˆøπ“‘", "¸˛Ç◊ı˜Â¯˘¿", "`⁄€‹›ﬁﬂ‡°·‚—±", "⅛⅜⅝⅞", "ЁЂЃЄЅІЇЈЉЊЋЌЍЎЏ",
    "٠١٢٣٤٥٦٧٨٩", "⁰⁴⁵₀₁₂", "ด้้้้้็็็็็้้้้้็็็็็", "\"'\"'\"''\"\"", "<foo val=“bar” />", "<foo val=`bar' />", "パーティーへ行かないか", "찦차를 타고",
    "𠜎𠜱𠝹𠱓", "(｡◕ ∀ ◕｡)", "__ﾛ(,_,*)", "(╯°□°）╯︵ ┻━┻)", "❤️ 💔 💌", "✋🏿 💪🏿", "👨‍🦰👩🏽‍🤝‍👩🏿", "הָיְתָהtestالصفحات", "﷽", "مُنَاقَشَةُ سُبُلِ",
    "\u0009\u000b\u000c\u0020\u0085\u1680\u180e\u2000\u2003\u200a\u202f\u205f\u3000", "\u2028", "\u2029", "\ufff9a\ufffb",
    "".join(map(chr, range(1, 32))), "".join(map(chr, range(127, 160))), "\u202a\u202btest\u202c\u202d", "\u2060test\u2061",
    "\U000e0001\U000e0061", "\ufe00\ufe0f", "a\u0300" * 50, "\u1160\u3164", "\u115f", "᚛ᚄᚓᚐᚋᚒᚄ", "⠊⠀⠉⠁⠝", "𝕋𝕙𝕖", "00˙Ɩ$-",
    "</script><script>alert(1)</script>", "'><script>", "--><script>", "]]>", "<!--", "{{7*7}}", "${7*7}", "#{7*7}", "<%= 7*7 %>",
    "<svg/onload=alert(1)>", "<a href=java&#1&#2script:x>", "&#106;&#97;", "＜script＞", "\\x3Cscript>", "<plaintext>", "|a|b|\n|--|--|",
    "[a](javascript:alert(1))", "![x](http://a.example/x.png)", "# heading", "```", "' OR '1'='1", "'); drop schema vault cascade; --",
    "@{[system \"touch /tmp/x\"]}", "eval(\"puts 1\")", "%x('ls')", "Kernel.exit(1)", "() { _; } >_[$($())] { touch /tmp/x; }",
    "$ENV{'HOME'}", "%*.*s", "../../../../etc/passwd%00", "AUX", "CLOCK$", "LPT1", "A:", "\\\\server\\share", "--version", "!!python/object:os",
    "Penistone Community Church", "Dr. Herman I. Libshitz", "Linda Callahan", "Craig Cockburn, Software Specialist", "Tyson Gay",
    "RomansInSussex.co.uk", "http://www.cum.qc.ca/", "magna cum laude", "If you're reading this, you've been in a coma", "\x1b[20C\x1b[8m",
    "The quic\b\b\b\bk fo\a\a\ax", "True", "False", "test", " test ", "t\0e\0s\0t", "O'; --", "Robert'); DROP TABLE Students;--",
    "\ufeff" * 3, "ﬃ", "ŉ", "ΐ", "ᾳ", "ẞ", "\u212a", "\u2126", "İ" * 50, "ſ", "ς", "ｊｏｅ＠ｅｘ．ｃｏｍ", "joe＠example.com", "jоe@exаmple.com", "𝟒𝟏𝟓-𝟓𝟓𝟓-𝟐𝟔𝟕𝟏",
    "Hi " * 3000, "www." * 500, "1.2." * 1000, "(" * 3000, "[" * 3000, "555-" * 1000, "@a" * 2000,
]  # fmt: skip
# Without characters that no file system takes in a name, and short enough for one.
FILE_NAMES = [
    name
    for name in dict.fromkeys(text.replace("/", "_").replace("\0", "")[:60] for text in NAUGHTY)
    if name.strip(".")
]

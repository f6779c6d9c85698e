# ruff: noqa: E501
"""Texts that parsers of JSON are tested with: the kinds of the public parsing suite.

MALFORMED are no JSON, LOSSY are JSON that cannot be kept without loss (RFC 7493), SOUND are odd
and whole.
"""

MALFORMED = [
    # arrays
    b"[1 true]", b"[a\xe5]", b'["": 1]', b'[""],', b'["x"]]', b'["x",,]', b'["x"', b"[3[4]]", b"[\xff]",
    b"[1:2]", b"[,]", b"[-]", b'[   , ""]', b'["a",\n4\n,1,', b'["",]', b"[*", b'[""', b"[1,\n1\n,1",
    b"[{}", b'["\x0ba"\\f]', b"[1]]", b"[,1]", b"[1,]", b"[1,,]", b"[1", b"[1,", b"[\"a\" \"b\"]", b"[][]",
    # words
    b"[fals]", b"[nul]", b"[tru]", b"[True]", b"[truth]", b"[NaN]", b"[-NaN]", b"[nan]", b"[Inf]", b"[+Inf]",
    b"[Infinity]", b"[-Infinity]", b"[+Infinity]", b"[undefined]", b"[None]", b"nullx", b"true false",
    # numbers
    b"123\0", b"[++1234]", b"[+1]", b"[-01]", b"[-1.0.]", b"[-2.]", b"[.-1]", b"[.2e-3]", b"[0.1.2]",
    b"[0.3e+]", b"[0.3e]", b"[0.e1]", b"[0E+]", b"[0E]", b"[0e]", b"[0e+]", b"[1.0e+]", b"[1.0e-]", b"[1.0e]",
    b"[1 000.0]", b"[1eE2]", b"[2.e+3]", b"[2.e-3]", b"[2.e3]", b"[9.e+]", b"[1+2]", b"[0x1]", b"[0x42]",
    b"[0e+-1]", b"[-123.123foo]", b"[123\xe5]", b"[1e1\xe5]", b"[0\xe5]\n", b"[-foo]", b"[- 1]", b"[-012]",
    b"[-.123]", b"[-1x]", b"[1ea]", b"[1e\xe5]", b"[1.]", b"[.123]", b"[1.2a-3]", b"[1.8011670033376514H-308]",
    b"[012]", b"[00.0]", b"[-00e0]", b"[1_000]", "[\uff11]".encode(), "[\u0661]".encode(), b"[--1]", b"[1-]",
    # objects
    b'["x", truth]', b'{[: "x"}', b'{"x", null}', b'{"x"::"b"}', "{🇨🇭}".encode(), b'{"a":"a" 123}',
    b"{key: 'value'}", b'{"\xb9":"0",}', b'{"a" b}', b'{:"b"}', b'{"a" "b"}', b'{"a":', b'{"a"', b"{1:1}",
    b"{9999E9999:1}", b"{null:null,null:null}", b'{"id":0,,,,,}', b"{'a':0}", b'{"id":0,}', b'{"a":"b"}/**/',
    b'{"a":"b"}/**//', b'{"a":"b"}//', b'{"a":"b"}/', b'{"a":"b",,"c":"d"}', b'{a: "b"}', b'{"a":"a',
    b'{ "foo" : "bar", "a" }', b'{"a":"b"}#', b'{"a":"b"}#{}', b'{"a":"b"', b'{"":', b'{"a":/*comment*/"b"}',
    b'{"a": true} "x"', b'{,', b"{[", b'{"a', b"{'a'", b"{]", b"{}}", b'{"x": true,', b"{\"a\":1]", b"{",
    # texts
    b" ", b'["\\uD800\\"]', b'["\\uD800\\u"]', b'["\\uD800\\u1"]', b'["\\uD800\\u1x"]', "[é]".encode(), b'["\\\0"]',
    b'["\\x00"]', b'["\\\\\\"]', b'["\\\t"]', '["\\🌀"]'.encode(), b'["\\"]', b'["\\u00A"]', b'["\\uD834\\uDd"]',
    b'["\\uD800\\uD800\\x"]', b'["\\u\xe5"]', b'["\\a"]', b'["\\uqqqq"]', b'["\\\xe5"]', b'[\\u0020"asd"]', b"[\\n]",
    b'"', b"['single quote']", b"abc", b'["\\', b'["a\0a"]', b'["new\nline"]', b'["\t"]', b'"\\UA66D"', b'""x',
    b'["\\0"]', b'["\\08"]', b'["\\v"]', b'["\\\'"]', b"[\"\\u{41}\"]", b"[\"\\u-123\"]", b"[\"\\u 123\"]",
    # structure
    b"[" * 100_000, b'[{"":' * 50_000, b"[<null>]", b"<.>", b"[1]x", b"2@", b'["asd]', "aå".encode(), b"1]", b"]",
    b"\xef\xbb{}", b"\xe5", b"[", b"", b"\0", b"[a", b'["a"', b'["\\{["\\{["\\{["\\{', b"*", b'[\\u000A""]',
    b"[ false, nul", b"[ true, fals", b"[ false, tru", b'{"asd":"asd"', "å".encode(), b"\xef\xbb\xbf", b"[\x0c]",
    "[\u2060]".encode(), b"[\xa0]", "\u00a0{}".encode(), "\u2028[]".encode(), b"[]\x1a", b"\x1e[]", b")]}',\n[]",
    b"while(1);[]", b"callback([])", b"[1]\n[2]", b"%PDF-1.4", b"PAR1", b"#!/bin/sh\n", b"version: 1\n- a",
]  # fmt: skip
LOSSY = [
    b"[123.456e789]", b"[0.4e00669" + b"9" * 100 + b"]", b"[-1e+9999]", b"[1.5e+9999]", b"[-123123e100000]",
    b"[123123e100000]", b"[100000000000000000000]", b"[-237462374673276894279832749832423479823246327846]",
    b"[9223372036854775808]", b"[18446744073709551616]", b'{"\\uDFAA":0}', b'["\\uDADA"]',
    b'["\\uD888\\u1234"]', b'["\xe6\x97\xa5\xd1\x88\xfa"]', b'["\xed\xa0\x80"]', b'["\\uD800\\n"]',
    b'["\\uDd1ea"]', b'["\\uD800\\uD800\\n"]', b'["\\ud800"]', b'["\\ud800abc"]', b'["\xff"]',
    b'["\\uDd1e\\uD834"]', b'["\xe9"]', b'["\\uDFAA"]', b'["\x81"]', b'["\xf4\xbf\xbf\xbf"]', b'["\xc0\xaf"]',
    b'["\xfc\x83\xbf\xbf\xbf\xbf"]', b'["\xfc\x80\x80\x80\x80\x80"]', b'["\xe0\xff"]', b"[" * 500 + b"]" * 500,
    '["é"]'.encode("utf-16-le"), '["é"]'.encode("utf-16-be"), '["é"]'.encode("utf-16"),
    b'{"a":"b","a":"c"}', b'{"a":"b","a":"b"}', b'{"a":1,"\\u0061":2}', b'{"":1,"":2}',
]  # fmt: skip
SOUND = [
    b"[[]   ]", b'[""]', b"[]", b"[]\n", b"[false]", b'[null, 1, "1", {}]', b"[null]", b"[1\n]", b" [1]", b"[2] ",
    b"[1,null,null,null,2]", b"[123e65]", b"[0e+1]", b"[0e1]", b"[ 4]", b"[-0." + b"0" * 77 + b"1]", b"[20e1]",
    b"[-0]", b"[-123]", b"[-1]", b"[1E22]", b"[1E-2]", b"[1E+2]", b"[123e45]", b"[123.456e78]", b"[1e-2]", b"[1e+2]",
    b"[123e-10000000]", b"[123.456e-789]", b"[123.456789]", b'{"asd":"sdf", "dfg":"fgh"}', b"{}", b'{"":0}',
    b'{"foo\\u0000bar": 42}', b'{ "min": -1.0e+28, "max": 1.0e+28 }', b'{"x":[{"id": "x' + b"x" * 40 + b'"}]}',
    b'{"title":"\\u041f\\u043e\\u043b"}', b'{\n"a": "b"\n}', b'["\\u0060\\u012a\\u12AB"]', b'["\\uD801\\udc37"]',
    b'["\\ud83d\\ude39\\ud83d\\udc8d"]', b'["\\"\\\\\\/\\b\\f\\n\\r\\t"]', b'["\\\\u0000"]', b'["\\""]', b'["a/*b*/c/*d//e"]',
    b'["\\\\a"]', b'["\\\\n"]', b'["\\u0012"]', b'["\\uFFFF"]', b'["asd"]', b'[ "asd"]', b'["\\uDBFF\\uDFFF"]',
    b'["new\\u00A0line"]', '["\U0010ffff"]'.encode(), '["\uffff"]'.encode(), b'["\\u0000"]', b'["\\u002c"]',
    '["π"]'.encode(), '["𛿿"]'.encode(), b'["asd "]', b'" "', b'["\\uD834\\uDd1e"]', b'["\\u0821"]', b'["\\u0123"]',
    '["\u2028"]'.encode(), '["\u2029"]'.encode(), b'["\\u0061\\u30af\\u30EA\\u30b9"]', b'["new\\u000Aline"]', b'["\x7f"]',
    b'["\\uA66D"]', b'["\\u005C"]', '["⍂㈴⍂"]'.encode(), b'["\\uDBFF\\uDFFE"]', b'["\\uD83F\\uDFFE"]', b'["\\u200B"]',
    b'["\\u2064"]', b'["\\uFDD0"]', b'["\\uFFFE"]', b'["\\u0022"]', '["€𝄞"]'.encode(), b'["a\x7fa"]', b"false", b"42",
    b"-0.1", b"null", b'"asd"', b"true", b'""', b'["a"]\n', b"[true]", b" [] ", b"\xef\xbb\xbf{}", b"\r\n\t []",
]  # fmt: skip

"""Characters that Word inserts by the number of a symbol font (`w:sym`)."""

from __future__ import annotations

from types import MappingProxyType

__all__ = ["UNKNOWN_SYMBOL", "symbol_text"]

UNKNOWN_SYMBOL = "\N{REPLACEMENT CHARACTER}"
_PRIVATE = range(0xF000, 0xF100)
_WINGDINGS = MappingProxyType(
    {
        0x6C: "●",
        0x6E: "■",
        0x6F: "□",
        0x71: "❑",
        0x72: "❒",
        0x75: "◆",
        0x76: "❖",
        0x77: "⬥",
        0x80: "⓪",
        0x8B: "⓿",
        0x9F: "•",
        0xA1: "○",
        0xA7: "▪",
        0xA8: "□",
        0xD8: "➢",
        0xE0: "→",
        0xE8: "➔",
        0xFB: "✗",
        0xFC: "✓",
        0xFD: "☒",
        0xFE: "☑",
        **{0x81 + index: sign for index, sign in enumerate("①②③④⑤⑥⑦⑧⑨⑩")},
        **{0x8C + index: sign for index, sign in enumerate("❶❷❸❹❺❻❼❽❾❿")},
    }
)
_WINGDINGS_2 = MappingProxyType(
    {
        0x4F: "✗",
        0x50: "✓",
        0x51: "☒",
        0x52: "☑",
        0x53: "☒",
        0x54: "☒",
        0xA3: "□",
        0x69: "⓪",
        0x74: "⓿",
        **{0x6A + index: sign for index, sign in enumerate("①②③④⑤⑥⑦⑧⑨⑩")},
        **{0x75 + index: sign for index, sign in enumerate("❶❷❸❹❺❻❼❽❾❿")},
    }
)
_SYMBOL = MappingProxyType(
    {
        0x2D: "-",
        0xA3: "≤",
        0xB0: "°",
        0xB1: "±",
        0xB3: "≥",
        0xB4: "×",
        0xB7: "·",
        0xB8: "÷",
        0xB9: "≠",
        0xBB: "≈",
        0xC5: "⊕",
        0xD6: "√",
        0xE5: "∑",
    }
)
_SYMBOL_PLAIN = frozenset(b" !#%&()+,./0123456789:;<=>?[]_{|}")
"""Codes at which the Symbol font has what ASCII has."""
_PICTURE_FONTS = MappingProxyType(
    {
        "wingdings": _WINGDINGS,
        "wingdings 2": _WINGDINGS_2,
        "wingdings 3": MappingProxyType({}),
        "webdings": MappingProxyType({0x61: "✓", 0x72: "✗", 0x63: "□"}),
    }
)


def symbol_text(font: str | None, code: str | None) -> str:
    """The character that a symbol prints, the replacement character where it has no equal in Unicode.

    >>> symbol_text("Wingdings", "F0FC"), symbol_text("Symbol", "F035"), symbol_text("Wingdings", "F04A")
    ('✓', '5', '�')
    """
    try:
        number = int(code or "", 16)
    except ValueError:
        return UNKNOWN_SYMBOL
    low = number & 0xFF if number in _PRIVATE else number
    name = (font or "").strip().lower()
    if name in _PICTURE_FONTS:
        return _PICTURE_FONTS[name].get(low, UNKNOWN_SYMBOL)
    if name == "symbol":
        return chr(low) if low in _SYMBOL_PLAIN else _SYMBOL.get(low, UNKNOWN_SYMBOL)
    sign = chr(low) if 0x20 <= low < 0x110000 and not 0xD800 <= low < 0xE000 else UNKNOWN_SYMBOL
    return sign if sign.isprintable() else UNKNOWN_SYMBOL

"""The statutory forms as data: the words that they are printed with, and what each stands for."""

from __future__ import annotations

from .vocabulary import Entry, Vocabulary, official_words, vocabulary

__all__ = ["Entry", "Vocabulary", "official_words", "vocabulary"]

"""The statutory forms as data: the words that they are printed with, and what each stands for."""

from __future__ import annotations

from .own import InvalidVocabulary, Words, read_vocabulary, vocabulary_of
from .vocabulary import Entry, Vocabulary, official_words, vocabulary, words_of

__all__ = [
    "Entry",
    "InvalidVocabulary",
    "Vocabulary",
    "Words",
    "official_words",
    "read_vocabulary",
    "vocabulary",
    "vocabulary_of",
    "words_of",
]

"""The statutory forms as data: the words that they are printed with, and what each stands for."""

from __future__ import annotations

from .own import InvalidVocabulary, Words, read_vocabulary, vocabulary_of
from .vocabulary import Vocabulary, VocabularyEntry, official_words, vocabulary, words_of

__all__ = [
    "InvalidVocabulary",
    "Vocabulary",
    "VocabularyEntry",
    "Words",
    "official_words",
    "read_vocabulary",
    "vocabulary",
    "vocabulary_of",
    "words_of",
]

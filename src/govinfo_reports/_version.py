"""The library's version, which JSON, SARIF and Parquet carry too."""

__all__ = ["__version__"]

__version__ = "0.2.0"

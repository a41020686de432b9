"""Gapsheet: MLOps readiness checklists as code."""

__version__ = "0.1.0"

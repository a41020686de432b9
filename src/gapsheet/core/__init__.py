"""Scope, score, gate and plan: pure and exact."""

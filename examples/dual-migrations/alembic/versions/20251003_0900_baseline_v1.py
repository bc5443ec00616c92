"""Baseline: what version 1.0 already had. The tables come from sql/00_init.sql.

Revision ID: baseline_v1
Revises:
Create Date: 2025-10-03 09:00:00
"""
from alembic import op  # noqa: F401

revision = "baseline_v1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Nothing to do: new installations load the SQL file first.
    pass


def downgrade() -> None:
    pass

"""Rename platforms. A second head: nobody merged it.

Revision ID: e19b7733aa05
Revises: 77ab01c9e2f4
Create Date: 2025-10-08 11:00:00
"""
from alembic import op

revision = "e19b7733aa05"
down_revision = "77ab01c9e2f4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.rename_table("platform_links", "platform_identities")
    for table in ("companions", "memories"):
        op.execute(f"ALTER TABLE {table} ADD COLUMN archived boolean DEFAULT false")


def downgrade() -> None:
    op.rename_table("platform_identities", "platform_links")

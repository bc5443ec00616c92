"""Add companion moods

Revision ID: 3f2a9c81d7be
Revises: baseline_v1
Create Date: 2025-10-05 14:10:22
"""
import sqlalchemy as sa
from alembic import op

revision = "3f2a9c81d7be"
down_revision = "baseline_v1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "companion_moods",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("companion_id", sa.BigInteger(), nullable=False),
        sa.Column("mood", sa.String(length=40), nullable=False),
        sa.Column("intensity", sa.Numeric(4, 3), nullable=False, server_default="0.500"),
        sa.Column("felt_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["companion_id"], ["companions.id"], ondelete="CASCADE"),
    )
    op.create_index("ix_companion_moods_companion", "companion_moods", ["companion_id", "felt_at"])


def downgrade() -> None:
    op.drop_index("ix_companion_moods_companion", table_name="companion_moods")
    op.drop_table("companion_moods")

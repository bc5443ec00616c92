"""Give memories a weight. Written beside the moods, from the same parent: a branch.

Revision ID: add_memory_weight
Revises: baseline_v1
Create Date: 2025-10-04 18:22:41
"""
import sqlalchemy as sa
from alembic import op

revision = "add_memory_weight"
down_revision = "baseline_v1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("memories", sa.Column("weight", sa.Float(), nullable=False, server_default="1.0"))
    op.alter_column("memories", "summary", existing_type=sa.String(length=200), type_=sa.String(length=500))


def downgrade() -> None:
    op.alter_column("memories", "summary", existing_type=sa.String(length=500), type_=sa.String(length=200))
    op.drop_column("memories", "weight")

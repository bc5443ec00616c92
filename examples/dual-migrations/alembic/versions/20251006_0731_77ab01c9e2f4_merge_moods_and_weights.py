"""Merge moods and weights

Revision ID: 77ab01c9e2f4
Revises: 3f2a9c81d7be, add_memory_weight
Create Date: 2025-10-06 07:31:00
"""

revision = "77ab01c9e2f4"
down_revision = ("3f2a9c81d7be", "add_memory_weight")
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass

"""Add user facts, and a comment that sql/knowledge_graph.sql makes the same table in another way

Revision ID: c40d5e6f8a12
Revises: 77ab01c9e2f4
Create Date: 2025-10-09 20:15:09
"""
import sqlalchemy as sa
from alembic import op

revision = "c40d5e6f8a12"
down_revision = "77ab01c9e2f4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "user_facts",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("fact", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.UniqueConstraint("user_id", "fact", name="uq_user_facts"),
    )
    op.execute("COMMENT ON TABLE user_facts IS 'What a companion knows of a person'")


def downgrade() -> None:
    op.drop_table("user_facts")

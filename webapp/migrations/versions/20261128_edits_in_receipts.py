"""which receipts are of edits, of what, and when that was done"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade():
    with op.batch_alter_table("receipts") as batch:
        batch.add_column(sa.Column("edited", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("acted_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE receipts SET acted_at = created_at")
    with op.batch_alter_table("receipts") as batch:
        batch.alter_column("acted_at", nullable=False)
        batch.create_index(batch.f("ix_receipts_user_id_edited"), ["user_id", "edited"])


def downgrade():
    with op.batch_alter_table("receipts") as batch:
        batch.drop_index(batch.f("ix_receipts_user_id_edited"))
        batch.drop_column("acted_at")
        batch.drop_column("edited")

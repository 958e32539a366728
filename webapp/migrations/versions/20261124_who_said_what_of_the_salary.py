"""who said what of the salary"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade():
    with op.batch_alter_table("stances", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("said_by", sa.String(length=120), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("said_on", sa.Date(), nullable=True))


def downgrade():
    with op.batch_alter_table("stances", schema=None) as batch_op:
        batch_op.drop_column("said_on")
        batch_op.drop_column("said_by")

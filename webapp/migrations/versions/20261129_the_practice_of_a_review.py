"""which practice a review was made in"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade():
    with op.batch_alter_table("reviews") as batch:
        batch.add_column(sa.Column("practice_began_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("practice_size", sa.Integer(), nullable=True))


def downgrade():
    with op.batch_alter_table("reviews") as batch:
        batch.drop_column("practice_size")
        batch.drop_column("practice_began_at")

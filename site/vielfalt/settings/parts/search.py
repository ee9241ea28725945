"""The public search: by the database, or by Elasticsearch when its address is given."""

from environs import Env

env = Env()

ELASTICSEARCH_URL = env.str("ELASTICSEARCH_URL", default="")
# Installations that share one Elasticsearch need names of their own.
SEARCH_INDEX = env.str("SEARCH_INDEX", default="vielfalt-search")

-- The state of camel-quickbooks. Times are milliseconds since 1970 (UTC).
-- ${text}, ${bytes}, ${table}: the words of each database, see Dialect.

-- Exclusive work: who does it, until when, and how often it has changed hands.
CREATE TABLE IF NOT EXISTS qb_lease (
  name VARCHAR(250) NOT NULL PRIMARY KEY,
  owner VARCHAR(100) NOT NULL,
  until_ms BIGINT NOT NULL,
  fence BIGINT NOT NULL
)${table};

-- Which processes are alive.
CREATE TABLE IF NOT EXISTS qb_node (
  id VARCHAR(100) NOT NULL PRIMARY KEY,
  application VARCHAR(200) NOT NULL,
  seen_ms BIGINT NOT NULL
)${table};

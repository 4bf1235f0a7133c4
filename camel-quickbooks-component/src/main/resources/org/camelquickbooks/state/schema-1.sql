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

-- Writes with a stable id: the calls that carry undecided ones, word for word, and what became of each write.
CREATE TABLE IF NOT EXISTS qb_intent_call (
  realm_id VARCHAR(32) NOT NULL,
  call_id VARCHAR(50) NOT NULL,
  path ${text} NOT NULL,
  content_type VARCHAR(200) NOT NULL,
  operation VARCHAR(200) NOT NULL,
  expects VARCHAR(100),
  body ${bytes},
  begun_ms BIGINT NOT NULL,
  sent_ms BIGINT NOT NULL,
  owner VARCHAR(100),
  until_ms BIGINT NOT NULL,
  fence BIGINT NOT NULL,
  reported_ms BIGINT,
  PRIMARY KEY (realm_id, call_id)
)${table};

CREATE TABLE IF NOT EXISTS qb_intent (
  realm_id VARCHAR(32) NOT NULL,
  name VARCHAR(250) NOT NULL,
  digest VARCHAR(64) NOT NULL,
  label VARCHAR(200) NOT NULL,
  attempt INTEGER NOT NULL,
  call_id VARCHAR(50),
  b_id VARCHAR(10),
  answer ${text},
  decided_ms BIGINT,
  PRIMARY KEY (realm_id, name)
)${table};

CREATE INDEX IF NOT EXISTS qb_intent_of_call ON qb_intent (realm_id, call_id);

CREATE INDEX IF NOT EXISTS qb_intent_decided ON qb_intent (decided_ms);

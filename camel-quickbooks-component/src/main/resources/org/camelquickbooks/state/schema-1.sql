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

-- Which consumers' names an application uses, on which of its nodes.
CREATE TABLE IF NOT EXISTS qb_claim (
  name VARCHAR(250) NOT NULL,
  node VARCHAR(100) NOT NULL,
  application VARCHAR(200) NOT NULL,
  PRIMARY KEY (name, node)
)${table};

-- Tokens, each column encrypted for itself and its company.
CREATE TABLE IF NOT EXISTS qb_token (
  realm_id VARCHAR(32) NOT NULL PRIMARY KEY,
  access_token ${text},
  access_expires_ms BIGINT,
  refresh_token ${text},
  refresh_expires_ms BIGINT,
  former_refresh_token ${text},
  hard_expires_ms BIGINT,
  refreshed_ms BIGINT,
  company_name ${text},
  version BIGINT NOT NULL
)${table};

-- Up to where changes are delivered, and the versions delivered of what is read again: one value, one transaction.
CREATE TABLE IF NOT EXISTS qb_cursor (
  name VARCHAR(250) NOT NULL PRIMARY KEY,
  content ${text} NOT NULL,
  moved_ms BIGINT NOT NULL
)${table};

-- Webhook events: pending ones with their owner, and ids of delivered ones for a while.
CREATE TABLE IF NOT EXISTS qb_event (
  consumer VARCHAR(150) NOT NULL,
  id VARCHAR(250) NOT NULL,
  event ${text} NOT NULL,
  received_ms BIGINT NOT NULL,
  owner VARCHAR(100) NOT NULL,
  done_ms BIGINT,
  PRIMARY KEY (consumer, id)
)${table};

-- Which company a realm is: the moment QuickBooks created it.
CREATE TABLE IF NOT EXISTS qb_company (
  realm_id VARCHAR(32) NOT NULL PRIMARY KEY,
  created VARCHAR(40) NOT NULL,
  seen_ms BIGINT NOT NULL
)${table};

-- Limits that PostgreSQL counts for all nodes; the columns are Bucket4j's.
CREATE TABLE IF NOT EXISTS qb_bucket (
  id VARCHAR(250) NOT NULL PRIMARY KEY,
  state ${bytes},
  expires_at BIGINT
)${table};

-- The journal of the flows: each message of another system, and how far it is.
CREATE TABLE IF NOT EXISTS qb_journal (
  entry_key VARCHAR(64) NOT NULL PRIMARY KEY,
  flow VARCHAR(200) NOT NULL,
  company VARCHAR(32) NOT NULL,
  message_id ${text} NOT NULL,
  state VARCHAR(10) NOT NULL,
  digest VARCHAR(64) NOT NULL,
  revision BIGINT NOT NULL,
  data ${text} NOT NULL,
  changed_ms BIGINT NOT NULL,
  keep_until_ms BIGINT NOT NULL
)${table};

CREATE INDEX IF NOT EXISTS qb_journal_flow ON qb_journal (company, flow, entry_key);

CREATE INDEX IF NOT EXISTS qb_journal_keep ON qb_journal (keep_until_ms);

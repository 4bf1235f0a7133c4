-- Metered reads by month, company and endpoint; since when they are counted.
CREATE TABLE IF NOT EXISTS qb_metered_read (
  period VARCHAR(7) NOT NULL,
  realm_id VARCHAR(32) NOT NULL,
  endpoint VARCHAR(100) NOT NULL,
  reads_counted BIGINT NOT NULL,
  since_ms BIGINT NOT NULL,
  PRIMARY KEY (period, realm_id, endpoint)
)${table};

package org.camelquickbooks.sandbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.camelquickbooks.sandbox.company.CompanyProfile;

/** What the pages of control show of a company and do to it. */
public interface ControlledCompany {

    CompanyProfile profile();

    /** How many there are, inactive ones included. */
    int count(String entity);

    BigDecimal trialBalance();

    /** The rows that a statement of the query language finds. */
    List<ObjectNode> query(String statement);

    /** Merges one into another of the same kind; answers the one that stays. */
    ObjectNode merge(String entity, String into, String from);

    /** The e-mails that went out. */
    List<ObjectNode> letters();
}

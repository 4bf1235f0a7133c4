package org.camelquickbooks.sandbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.camelquickbooks.sandbox.company.CompanyProfile;
import org.camelquickbooks.sandbox.entity.Relations;
import org.camelquickbooks.sandbox.query.QueryService;

/** The functions of the control pages for one company. */
public interface ControlledCompany {

    CompanyProfile profile();

    /** How many there are, inactive ones included. */
    int count(String entity);

    BigDecimal trialBalance();

    /** The rows that a statement of the query language finds. */
    List<ObjectNode> query(String statement);

    /** What a statement of the query language finds. */
    QueryService.Result find(String statement);

    /** An entity as the API answers it. */
    ObjectNode read(String entity, String id);

    /** What an entity refers to. */
    List<Relations.Reference> references(String entity, String id);

    /** What refers to an entity, by type. */
    List<Relations.Referrers> referrers(String entity, String id);

    byte[] pdf(String entity, String id);

    /** How often the company has changed since the sandbox started. */
    long changes();

    /** Merges one into another of the same kind; answers the one that stays. */
    ObjectNode merge(String entity, String into, String from);

    /** The e-mails that went out. */
    List<ObjectNode> letters();
}

package org.camelquickbooks.sandbox.company;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The companies of a sandbox, by realm id. */
public final class Companies {

    private final List<Company> all = new CopyOnWriteArrayList<>();

    public void add(Company company) {
        if (find(company.profile().realmId()) != null) {
            throw new IllegalArgumentException(
                    "There is a company " + company.profile().realmId() + " already: choose another realmId");
        }
        all.add(company);
    }

    /** The company of a realm, or null. */
    public Company find(String realmId) {
        for (Company company : all) {
            if (company.profile().realmId().equals(realmId)) {
                return company;
            }
        }
        return null;
    }

    public List<Company> all() {
        return new ArrayList<>(all);
    }
}

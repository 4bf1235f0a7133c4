package org.camelquickbooks.state;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/** A database that cannot be reached while somebody says so. */
public final class FailingDataSource {

    private FailingDataSource() {}

    public static DataSource of(DataSource database, BooleanSupplier broken) {
        return (DataSource) Proxy.newProxyInstance(
                FailingDataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, values) -> {
                    if (method.getName().equals("getConnection") && broken.getAsBoolean()) {
                        throw new SQLNonTransientConnectionException("nobody listens", "08001");
                    }
                    try {
                        return method.invoke(database, values);
                    } catch (java.lang.reflect.InvocationTargetException e) {
                        throw e.getCause() instanceof SQLException cause ? cause : e;
                    }
                });
    }
}

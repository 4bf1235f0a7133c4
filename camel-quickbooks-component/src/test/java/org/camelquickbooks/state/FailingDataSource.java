package org.camelquickbooks.state;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/** A database that cannot be reached while somebody says so. */
public final class FailingDataSource {

    private FailingDataSource() {}

    /** One whose commits are done, of which nobody hears while somebody says so. */
    public static DataSource afterCommit(DataSource database, BooleanSupplier broken) {
        return proxy(DataSource.class, (proxy, method, values) -> {
            Object result = called(method, database, values);
            return result instanceof Connection connection ? deaf(connection, broken) : result;
        });
    }

    private static Connection deaf(Connection connection, BooleanSupplier broken) {
        return proxy(Connection.class, (proxy, method, values) -> {
            Object result = called(method, connection, values);
            if (method.getName().equals("commit") && broken.getAsBoolean()) {
                throw new SQLNonTransientConnectionException("the connection was reset", "08006");
            }
            return result;
        });
    }

    private static Object called(Method method, Object on, Object[] values) throws Throwable {
        try {
            return method.invoke(on, values);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof SQLException cause ? cause : e;
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(FailingDataSource.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    public static DataSource of(DataSource database, BooleanSupplier broken) {
        return proxy(DataSource.class, (proxy, method, values) -> {
            if (method.getName().equals("getConnection") && broken.getAsBoolean()) {
                throw new SQLNonTransientConnectionException("nobody listens", "08001");
            }
            return called(method, database, values);
        });
    }
}

package org.camelquickbooks;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A database that fails at chosen steps. */
public final class FailingDataSource implements DataSource {

    private static final Set<String> STEPS = Set.of(
            "getConnection",
            "prepareStatement",
            "createStatement",
            "execute",
            "executeQuery",
            "executeUpdate",
            "commit");

    private final DataSource real;
    private final AtomicLong steps = new AtomicLong();
    private volatile long from = Long.MAX_VALUE;
    private volatile long to;

    public FailingDataSource(DataSource real) {
        this.real = real;
    }

    /** How many steps there were. */
    public long steps() {
        return steps.get();
    }

    /** The k-th step from now fails, and those that follow up to a number. */
    public void fail(long k, long times) {
        long now = steps.get();
        to = times == Long.MAX_VALUE ? Long.MAX_VALUE : now + k + times;
        from = now + k;
    }

    public void heal() {
        from = Long.MAX_VALUE;
    }

    private void step(String name) throws SQLException {
        if (STEPS.contains(name)) {
            long step = steps.incrementAndGet();
            if (step >= from && step < to) {
                throw new SQLException("The database is out of order at " + name);
            }
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        step("getConnection");
        return proxy(Connection.class, real.getConnection());
    }

    private <T> T proxy(Class<T> type, T target) {
        return type.cast(
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, (p, method, args) -> {
                    step(method.getName());
                    try {
                        Object result = method.invoke(target, args);
                        if (result instanceof PreparedStatement statement) {
                            return proxy(PreparedStatement.class, statement);
                        }
                        return result instanceof Statement statement ? proxy(Statement.class, statement) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return real.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return real.isWrapperFor(type);
    }
}

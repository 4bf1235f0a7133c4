package org.camelquickbooks.flow;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A database that counts its steps (connect, prepare, execute, commit …) and fails at one of them, or from it on. */
final class FailingDataSource implements DataSource {

    /** How it fails. */
    enum How {
        /** Nothing is done, once. */
        ONCE,
        /** It is done, and the answer is lost. */
        RESULT_LOST,
        /** Nothing is done, until somebody heals it. */
        DOWN
    }

    private static final Set<String> STEPS = Set.of(
            "prepareStatement",
            "createStatement",
            "execute",
            "executeQuery",
            "executeUpdate",
            "executeBatch",
            "setAutoCommit",
            "commit",
            "rollback",
            "close");

    private final DataSource real;
    private final AtomicInteger steps = new AtomicInteger();
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private volatile How how;
    private volatile int failing;

    FailingDataSource(DataSource real) {
        this.real = real;
    }

    void failAt(int step, How kind) {
        how = kind;
        failing = step;
        steps.set(0);
    }

    /** The database works again; it has ended the connections of before. */
    void heal() {
        how = null;
        for (Connection connection : open) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        open.clear();
    }

    int steps() {
        return steps.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        return step(() -> {
            Connection connection = real.getConnection();
            open.add(connection);
            return proxy(Connection.class, connection);
        });
    }

    private interface Step<T> {
        T run() throws SQLException;
    }

    private <T> T step(Step<T> step) throws SQLException {
        int number = steps.incrementAndGet();
        How kind = how;
        if (kind == How.DOWN && number >= failing || kind == How.ONCE && number == failing) {
            throw new SQLException("The database fails at step " + number);
        }
        T result = step.run();
        if (kind == How.RESULT_LOST && number == failing) {
            throw new SQLException("The database's answer to step " + number + " is lost");
        }
        return result;
    }

    private <T> T proxy(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> STEPS.contains(method.getName())
                        ? step(() -> call(target, method, arguments))
                        : call(target, method, arguments)));
    }

    private Object call(Object target, Method method, Object[] arguments) throws SQLException {
        try {
            Object result = method.invoke(target, arguments);
            if (result instanceof PreparedStatement statement) {
                return proxy(PreparedStatement.class, statement);
            }
            return result instanceof Statement statement ? proxy(Statement.class, statement) : result;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return real.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        real.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        real.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return real.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("Not a wrapper");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}

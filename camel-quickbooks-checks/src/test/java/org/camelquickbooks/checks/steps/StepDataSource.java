package org.camelquickbooks.checks.steps;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A database that counts each step (connect, prepare, execute, commit, close), and fails at one of them in the way that
 * is asked for.
 */
public final class StepDataSource implements DataSource {

    private static final Set<String> STEPS = Set.of(
            "prepareStatement",
            "createStatement",
            "setSavepoint",
            "releaseSavepoint",
            "commit",
            "rollback",
            "setAutoCommit",
            "close");

    private final DataSource real;
    private final Failure failure;
    private final Runnable onCrash;
    private final AtomicInteger steps = new AtomicInteger();
    private final CountDownLatch healed = new CountDownLatch(1);
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean dead;

    /** @param onCrash takes the copy of the database that the next process opens */
    public StepDataSource(DataSource real, Failure failure, Runnable onCrash) {
        this.real = real;
        this.failure = failure;
        this.onCrash = onCrash;
    }

    /** How many steps there were. */
    public int steps() {
        return steps.get();
    }

    /** Whether the process that used it has died. */
    public boolean isDead() {
        return dead;
    }

    /** The database works again. Whether the process has died before is known when this returns. */
    public synchronized void heal() {
        healed.countDown();
    }

    private synchronized boolean crash() {
        if (healed.getCount() > 0) {
            onCrash.run();
            dead = true;
        }
        return dead;
    }

    /** What is open is closed from the other side: what was not committed is undone, and locks are free. */
    public void sever() {
        for (Connection connection : open) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        open.clear();
    }

    @Override
    public Connection getConnection() throws SQLException {
        return step(() -> {
            Connection connection = real.getConnection();
            open.add(connection);
            return proxy(Connection.class, connection);
        });
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    /** One step of the database. */
    private interface Step<T> {
        T run() throws SQLException;
    }

    private <T> T step(Step<T> step) throws SQLException {
        int number = steps.incrementAndGet();
        if (dead) {
            throw new SQLException("The process is dead");
        }
        if (failure.kind() == null || !failure.kind().isDatabase() || healed.getCount() == 0) {
            return step.run();
        }
        boolean here = number == failure.step();
        switch (failure.kind()) {
            case DATABASE_THROWS_ONCE -> {
                if (here) {
                    throw failed(number);
                }
            }
            case DATABASE_RESULT_LOST -> {
                if (here) {
                    step.run();
                    throw failed(number);
                }
            }
            case DATABASE_DOWN -> {
                if (number >= failure.step()) {
                    throw failed(number);
                }
            }
            case DATABASE_HANGS -> {
                if (here) {
                    hang();
                    throw failed(number);
                }
            }
            default -> {
                if (here && crash()) {
                    throw failed(number);
                }
            }
        }
        return step.run();
    }

    private void hang() throws SQLException {
        try {
            healed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("Interrupted in a step that hangs", e);
        }
    }

    private SQLException failed(int number) {
        return new SQLException("Step " + number + " of the database fails on purpose: " + failure);
    }

    private <T> T proxy(Class<T> type, T target) {
        InvocationHandler handler = (proxy, method, arguments) -> invoke(target, method, arguments);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        boolean isStep = STEPS.contains(method.getName())
                || target instanceof Statement && method.getName().startsWith("execute");
        if (!isStep) {
            return call(target, method, arguments);
        }
        if (method.getName().equals("close")) {
            // Whatever the driver reports, what is closed does not hold its locks any more, nor does what died.
            call(target, method, arguments);
            open.remove(target);
            if (!dead) {
                step(() -> null);
            }
            return null;
        }
        Object[] result = new Object[1];
        step(() -> {
            try {
                result[0] = call(target, method, arguments);
            } catch (SQLException | RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new SQLException(e);
            }
            return null;
        });
        return result[0];
    }

    private Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            Object result = method.invoke(target, arguments);
            if (result instanceof PreparedStatement statement) {
                return proxy(PreparedStatement.class, statement);
            }
            return result instanceof Statement statement ? proxy(Statement.class, statement) : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // nothing is logged
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // as the driver has it
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("Not a wrapper of " + type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}

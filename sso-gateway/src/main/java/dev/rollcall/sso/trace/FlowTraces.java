package dev.rollcall.sso.trace;

import dev.rollcall.sso.identity.ProvenIdentity.Protocol;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Traces of sign-in flows: begun, gone on with, written. */
@ApplicationScoped
public class FlowTraces {
    /** A flow's first row, as a part of a statement of one's own; {@link #bind} fills its placeholders, which are its first ones. */
    public static final String INSERT = TraceRows.INSERT;

    private static final Logger LOG = Logger.getLogger(FlowTraces.class);

    private final DataSource database;
    private final Clock clock;

    FlowTraces(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A new flow with a mnemonic of its own; nothing is written yet.
     *
     * @param flow a fresh UUID of version 7
     * @param test whether it is an owner's test sign-in
     */
    public FlowTrace begin(UUID flow, Protocol protocol, UUID connectionId, boolean test) {
        return resume(flow, Mnemonics.fresh(), protocol, connectionId, test);
    }

    /** The flow goes on with another request. What is written then is joined to what was. */
    public FlowTrace resume(UUID flow, String mnemonic, Protocol protocol, UUID connectionId, boolean test) {
        return new FlowTrace(flow, mnemonic, protocol, connectionId, test, clock);
    }

    /** @return how many placeholders that were */
    public static int bind(PreparedStatement statement, FlowTrace trace) throws SQLException {
        return TraceRows.bind(statement, trace.stored());
    }

    /** With one statement, in no transaction of the caller's. When that fails, the log says so and nobody else hears of it. */
    public void write(FlowTrace trace) {
        try {
            QuarkusTransaction.suspendingExisting().run(() -> {
                try (Connection connection = database.getConnection()) {
                    TraceRows.write(connection, trace.stored());
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
        } catch (RuntimeException e) {
            LOG.errorf(e, "The trace %s of a sign-in was lost", trace.mnemonic());
        }
    }
}

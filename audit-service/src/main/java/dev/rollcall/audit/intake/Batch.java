package dev.rollcall.audit.intake;

import dev.rollcall.audit.intake.FactTable.Taken;
import dev.rollcall.audit.intake.Reading.Fact;
import dev.rollcall.audit.intake.Reading.Unreadable;
import dev.rollcall.audit.intake.StreamTable.Number;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jboss.logging.Logger;

/** One batch within one transaction: judges every event against its stream as it stands by then, and writes at the end. */
final class Batch {
    private static final Logger LOG = Logger.getLogger(Batch.class);

    private final StreamTable streamTable;
    private final FactTable factTable;
    private Map<String, StreamState> streams = Map.of();
    private final Map<Number, UUID> known = new HashMap<>();
    private final List<Taken> taken = new ArrayList<>();
    private int repeated;
    private int held;
    private int forks;
    private int unparsed;

    Batch(Connection connection) {
        streamTable = new StreamTable(connection);
        factTable = new FactTable(connection);
    }

    Tally take(List<Arrival> arrivals) throws SQLException {
        streams = streamTable.lock(sources(arrivals));
        readKnown(arrivals);
        for (Arrival arrival : arrivals) {
            switch (arrival.reading()) {
                case Fact fact -> take(fact, arrival.value());
                case Unreadable unreadable -> keep(arrival, unreadable);
            }
        }
        release();
        if (!taken.isEmpty()) {
            factTable.take(taken);
        }
        if (!streams.isEmpty()) {
            streamTable.store(streams.values());
        }
        return new Tally(taken.size(), repeated, held, forks, unparsed);
    }

    private static Set<String> sources(List<Arrival> arrivals) {
        Set<String> sources = new TreeSet<>();
        for (Arrival arrival : arrivals) {
            if (arrival.reading() instanceof Fact fact) {
                sources.add(fact.source());
            } else if (arrival.claimed() != null) {
                sources.add(arrival.claimed().source());
            }
        }
        return sources;
    }

    /** Looks up only numbers that may be known: in normal flow there are none, and no question is asked. */
    private void readKnown(List<Arrival> arrivals) throws SQLException {
        Set<Number> suspects = new HashSet<>();
        for (Arrival arrival : arrivals) {
            if (arrival.reading() instanceof Fact fact) {
                StreamState stream = stream(fact.source());
                if (fact.seq() <= stream.seen() || stream.gap() || stream.forked()) {
                    suspects.add(new Number(stream.id(), fact.seq()));
                }
            }
        }
        if (!suspects.isEmpty()) {
            streamTable.readKnown(suspects, known);
        }
    }

    private void take(Fact fact, byte[] value) throws SQLException {
        StreamState stream = stream(fact.source());
        Number number = new Number(stream.id(), fact.seq());
        UUID before = known.get(number);
        switch (StreamRules.judge(stream, fact.seq(), fact.eventId(), before)) {
            case TAKE -> {
                taken.add(new Taken(stream.id(), fact));
                known.put(number, fact.eventId());
                streams.put(fact.source(), stream.taken(fact.seq()));
            }
            case REPEATED -> repeated++;
            case HOLD -> {
                streamTable.hold(stream, fact, value);
                known.put(number, fact.eventId());
                streams.put(fact.source(), stream.reached(fact.seq()));
                held++;
            }
            case FORK -> {
                LOG.errorf(
                        "ALARM fork: number %d of %s names event %s and event %s; the stream is stopped",
                        fact.seq(), fact.source(), before, fact.eventId());
                factTable.fork(fact, Objects.requireNonNull(before), value);
                streams.put(fact.source(), stream.stopped());
                forks++;
            }
        }
    }

    /** An unreadable record takes its number with it: what follows in its stream waits, until the source sends that number again. */
    private void keep(Arrival arrival, Unreadable unreadable) throws SQLException {
        Arrival.Place place = arrival.place();
        if (place == null) {
            LOG.errorf("ALARM a source sent an event again that cannot be read: %s", unreadable.reason());
            return;
        }
        LOG.errorf(
                "ALARM record %s-%d@%d is no event: %s; it is kept in audit_unparsed",
                place.topic(), place.partition(), place.offset(), unreadable.reason());
        factTable.unparsed(place, arrival, unreadable.reason());
        unparsed++;
        Arrival.Claim claim = arrival.claimed();
        if (claim != null) {
            StreamState stream = stream(claim.source());
            streams.put(claim.source(), stream.reached(claim.seq()));
        }
    }

    private void release() throws SQLException {
        for (String source : List.copyOf(streams.keySet())) {
            while (stream(source).gap() && !stream(source).forked()) {
                List<byte[]> values = streamTable.release(stream(source));
                if (values.isEmpty()) {
                    break;
                }
                for (byte[] value : values) {
                    if (FactRules.read(value) instanceof Fact fact) {
                        StreamState stream = stream(source);
                        taken.add(new Taken(stream.id(), fact));
                        streams.put(source, stream.taken(fact.seq()));
                    } else {
                        throw new IllegalStateException("A held event of " + source + " cannot be read any more");
                    }
                }
            }
        }
    }

    private StreamState stream(String source) {
        return Objects.requireNonNull(streams.get(source), source);
    }
}

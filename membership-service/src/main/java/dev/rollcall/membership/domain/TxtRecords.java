package dev.rollcall.membership.domain;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Asks DNS for TXT records. The name servers behind the answer belong to whoever claims the domain, so everything about it is bounded: its
 * size by the protocol (64 KiB, over TCP), and by us the time, the records that are read, their length, and how many questions are open.
 */
@ApplicationScoped
class TxtRecords {
    /** Until the last byte of the last try. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration TRY_MAX =
            Duration.ofSeconds(2); // a resolver that knows nothing yet asks three servers in it
    private static final int TURNS = 2; // a datagram may be lost
    private static final int SERVERS_MAX = 3; // as in resolv.conf
    private static final int RECORDS_MAX = 1_000; // more than 64 KiB hold with texts worth reading
    private static final int TEXT_MAX = 4_096; // the longest texts seen in DNS are DKIM keys, a tenth of it

    /** Questions of owners that are open at the same time. */
    private static final int OPEN_MAX = 16;

    /** Of these one organization's: with a name server that never answers, it must not take them all. */
    static final int SHARE_MAX = 4;

    private final List<InetSocketAddress> servers;
    private final Semaphore room = new Semaphore(OPEN_MAX);
    private final Map<UUID, Integer> open = new ConcurrentHashMap<>();

    /** @param server {@code host:port} or {@code host}; without one, those of the system */
    TxtRecords(@ConfigProperty(name = "rollcall.dns.server") Optional<String> server) {
        this.servers = server.map(named -> List.of(DnsServer.parse(named)))
                .orElseGet(() -> ResolverConfig.getCurrentConfig().servers().stream()
                        .limit(SERVERS_MAX)
                        .toList());
    }

    /** For the log of the start. */
    List<InetSocketAddress> servers() {
        return servers;
    }

    /** @throws Refused RATE_LIMITED when the organization, or all together, ask too much at the same time */
    TxtAnswer askFor(UUID organizationId, String name) {
        if (open.merge(organizationId, 1, Integer::sum) > SHARE_MAX) {
            leave(organizationId);
            throw Refusal.RATE_LIMITED.because(
                    "The organization has " + SHARE_MAX + " domains checked at this moment; try again soon.");
        }
        try {
            return askFor(name);
        } finally {
            leave(organizationId);
        }
    }

    private void leave(UUID organizationId) {
        open.computeIfPresent(organizationId, (any, count) -> count == 1 ? null : count - 1);
    }

    private TxtAnswer askFor(String name) {
        if (!room.tryAcquire()) {
            throw Refusal.RATE_LIMITED.because("Too many domains are being checked at this moment; try again soon.");
        }
        try {
            return ask(name);
        } finally {
            room.release();
        }
    }

    /** Within {@link #PATIENCE}. */
    TxtAnswer ask(String name) {
        Name asked;
        try {
            asked = Name.fromString(name, Name.root);
        } catch (TextParseException e) {
            return new TxtAnswer.NoDomain();
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int turn = 0; turn < TURNS; turn++) {
            for (InetSocketAddress server : servers) {
                Optional<TxtAnswer> answer = ask(server, asked, end - System.nanoTime());
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
        }
        return new TxtAnswer.Silence();
    }

    /** One try; empty when there was no use in it. */
    private static Optional<TxtAnswer> ask(InetSocketAddress server, Name asked, long nanosLeft) {
        long patience = Math.min(nanosLeft, TRY_MAX.toNanos());
        if (patience <= 0) {
            return Optional.empty();
        }
        SimpleResolver resolver = new SimpleResolver(server);
        resolver.setTimeout(Duration.ofNanos(patience));
        // A question of its own for each try: another id, from another port.
        Message question = Message.newQuery(Record.newRecord(asked, Type.TXT, DClass.IN));
        try {
            Message answer = resolver.sendAsync(question).toCompletableFuture().get(nanosLeft, TimeUnit.NANOSECONDS);
            return switch (answer.getRcode()) {
                case Rcode.NOERROR -> Optional.of(new TxtAnswer.Texts(texts(answer, asked)));
                case Rcode.NXDOMAIN -> Optional.of(new TxtAnswer.NoDomain());
                default -> Optional.empty();
            };
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Of the very name: an alias leads to a zone of somebody else, whose records must not speak for this one. */
    private static List<String> texts(Message answer, Name asked) {
        List<String> texts = new ArrayList<>();
        for (Record record : answer.getSection(Section.ANSWER)) {
            if (record instanceof TXTRecord txt && txt.getName().equals(asked) && texts.size() < RECORDS_MAX) {
                texts.add(text(txt));
            }
        }
        return texts;
    }

    /** RFC 7208 §3.3: the strings of one record belong together, without anything between them. */
    private static String text(TXTRecord record) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : record.getStringsAsByteArrays()) {
            if (all.size() + part.length <= TEXT_MAX) {
                all.writeBytes(part);
            }
        }
        return all.toString(StandardCharsets.UTF_8);
    }
}

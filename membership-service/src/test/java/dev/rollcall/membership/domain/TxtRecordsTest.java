package dev.rollcall.membership.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;

/** R-DOM-1: what a look at DNS makes of answers that its writer chose to do harm. Real sockets; the server is the attacker. */
class TxtRecordsTest {
    private static final String DOMAIN = "acme.example";
    private static final String VALUE = "rollcall-verification=1";
    private static final UUID ORGANIZATION = UUID.randomUUID();
    private static final UnaryOperator<byte[]> SILENT = question -> null;

    private interface Answering {
        void fill(Message answer, Name asked) throws IOException;
    }

    private static UnaryOperator<byte[]> answering(Answering answering) {
        return bytes -> {
            try {
                Message question = new Message(bytes);
                Message answer = new Message(question.getHeader().getID());
                answer.getHeader().setFlag(Flags.QR);
                answer.addRecord(question.getQuestion(), Section.QUESTION);
                answering.fill(answer, question.getQuestion().getName());
                return answer.toWire(65_535);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static Record txt(Name name, String... strings) {
        return new TXTRecord(name, DClass.IN, 60, List.of(strings));
    }

    private static TxtAnswer ask(UnaryOperator<byte[]> overUdp, UnaryOperator<byte[]> overTcp) throws IOException {
        try (var server = new HostileNameserver(overUdp, overTcp)) {
            return new TxtRecords(Optional.of(server.address())).askFor(ORGANIZATION, DOMAIN);
        }
    }

    @Test
    void theStringsOfARecordBelongTogether() throws IOException {
        TxtAnswer answer = ask(
                answering((message, asked) -> {
                    message.addRecord(txt(asked, "v=spf1 -all"), Section.ANSWER);
                    message.addRecord(txt(asked, "rollcall-", "verification=1"), Section.ANSWER);
                }),
                SILENT);

        assertThat(answer).isEqualTo(new TxtAnswer.Texts(List.of("v=spf1 -all", VALUE)));
    }

    /** Who may write at the end of an alias is not who owns the name. */
    @Test
    void whatAnAliasLeadsToProvesNothing() throws IOException {
        TxtAnswer answer = ask(
                answering((message, asked) -> {
                    Name elsewhere = Name.fromString("tenant.hosting.example.");
                    message.addRecord(new CNAMERecord(asked, DClass.IN, 60, elsewhere), Section.ANSWER);
                    message.addRecord(txt(elsewhere, VALUE), Section.ANSWER);
                    message.addRecord(txt(asked, VALUE), Section.ADDITIONAL);
                    message.addRecord(txt(asked, VALUE), Section.AUTHORITY);
                }),
                SILENT);

        assertThat(answer).isEqualTo(new TxtAnswer.Texts(List.of()));
    }

    @Test
    void aLargeAnswerComesOverTcpAndIsBounded() throws IOException {
        TxtAnswer answer = ask(
                answering((message, asked) -> message.getHeader().setFlag(Flags.TC)), answering((message, asked) -> {
                    for (int i = 0; i < 200; i++) {
                        message.addRecord(txt(asked, "x".repeat(200) + i), Section.ANSWER);
                    }
                    message.addRecord(txt(asked, VALUE), Section.ANSWER);
                }));

        assertThat(((TxtAnswer.Texts) answer).values()).hasSize(201).endsWith(VALUE);
        assertThat(DomainRules.judge(answer, VALUE, false)).isEqualTo(Domain.Finding.PROVED);
    }

    @Test
    void manySmallRecordsAndOneHugeOneCostLittle() throws IOException {
        TxtAnswer many = ask(
                answering((message, asked) -> message.getHeader().setFlag(Flags.TC)),
                answering((message, asked) -> IntStream.range(0, 3_000)
                        .forEach(i -> message.addRecord(txt(asked, "r" + i), Section.ANSWER))));
        TxtAnswer huge = ask(
                answering((message, asked) -> message.getHeader().setFlag(Flags.TC)),
                answering((message, asked) -> message.addRecord(
                        txt(
                                asked,
                                IntStream.range(0, 200)
                                        .mapToObj(i -> "y".repeat(255))
                                        .toArray(String[]::new)),
                        Section.ANSWER)));

        assertThat(((TxtAnswer.Texts) many).values()).hasSize(1_000);
        assertThat(((TxtAnswer.Texts) huge).values())
                .singleElement()
                .satisfies(text -> assertThat(text).hasSizeLessThanOrEqualTo(4_096));
    }

    @Test
    void whatNobodyCanReadOrNobodyAskedForIsNoAnswer() throws IOException {
        assertThat(ask(question -> new byte[] {1, 2, 3}, SILENT)).isEqualTo(new TxtAnswer.Silence());
        assertThat(ask(
                        question -> {
                            byte[] other = answering(
                                            (message, asked) -> message.addRecord(txt(asked, VALUE), Section.ANSWER))
                                    .apply(question);
                            other[0] ^= 1; // another question's id
                            return other;
                        },
                        SILENT))
                .isEqualTo(new TxtAnswer.Silence());
        assertThat(ask(answering((message, asked) -> message.getHeader().setRcode(Rcode.SERVFAIL)), SILENT))
                .isEqualTo(new TxtAnswer.Silence());
    }

    @Test
    void aNameThatDoesNotExistIsToldFromOneWithoutRecords() throws IOException {
        assertThat(ask(answering((message, asked) -> message.getHeader().setRcode(Rcode.NXDOMAIN)), SILENT))
                .isEqualTo(new TxtAnswer.NoDomain());
        assertThat(ask(answering((message, asked) -> {}), SILENT)).isEqualTo(new TxtAnswer.Texts(List.of()));
    }

    @Test
    void silenceIsAskedAgainAndEndsInFiveSeconds() throws IOException {
        try (var server = new HostileNameserver(SILENT, SILENT)) {
            var records = new TxtRecords(Optional.of(server.address()));
            long begin = System.nanoTime();

            assertThat(records.askFor(ORGANIZATION, DOMAIN)).isEqualTo(new TxtAnswer.Silence());

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(5_500));
            assertThat(server.questions).hasValue(2);
        }
    }

    @Test
    void anOrganizationWhoseNameServerIsSilentLeavesTheOthersRoom() throws Exception {
        try (var server = new HostileNameserver(SILENT, SILENT);
                var askers = Executors.newVirtualThreadPerTaskExecutor()) {
            var records = new TxtRecords(Optional.of(server.address()));
            List<Future<TxtAnswer>> open = IntStream.range(0, TxtRecords.SHARE_MAX)
                    .mapToObj(i -> askers.submit(() -> records.askFor(ORGANIZATION, DOMAIN)))
                    .toList();
            while (server.questions.get() < TxtRecords.SHARE_MAX) {
                Thread.onSpinWait();
            }

            assertThatThrownBy(() -> records.askFor(ORGANIZATION, DOMAIN)).hasMessageContaining("at this moment");
            assertThat(records.askFor(UUID.randomUUID(), DOMAIN)).isEqualTo(new TxtAnswer.Silence());

            for (Future<TxtAnswer> answer : open) {
                assertThat(answer.get()).isEqualTo(new TxtAnswer.Silence());
            }
            assertThat(records.askFor(ORGANIZATION, DOMAIN))
                    .as("there is room again")
                    .isEqualTo(new TxtAnswer.Silence());
        }
    }

    @Test
    void aServerIsNamedWithOrWithoutAPort() {
        assertThat(DnsServer.parse("192.0.2.53").getPort()).isEqualTo(53);
        assertThat(DnsServer.parse("127.0.0.1:8053").getPort()).isEqualTo(8053);
        assertThat(DnsServer.parse("[2001:db8::53]:5353").getPort()).isEqualTo(5353);
        assertThat(DnsServer.parse("2001:db8::53").getPort()).isEqualTo(53);
        for (String wrong : List.of("192.0.2.53:0", "192.0.2.53:70000", "[::1", "")) {
            assertThatThrownBy(() -> DnsServer.parse(wrong)).as(wrong).hasMessageContaining("ROLLCALL_DNS");
        }
    }
}

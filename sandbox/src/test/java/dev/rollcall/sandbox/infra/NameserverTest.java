package dev.rollcall.sandbox.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

class NameserverTest {
    @TempDir
    Path folder;

    private final int port = Ports.free();
    private ZoneFile zone;
    private Nameserver server;

    @BeforeEach
    void start() throws IOException {
        zone = new ZoneFile(folder.resolve("dns.txt"));
        server = new Nameserver(zone, port);
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Message ask(String name, int type) throws IOException {
        SimpleResolver resolver = new SimpleResolver(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return resolver.send(Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN)));
    }

    private List<String> texts(String name) throws IOException {
        return ask(name, Type.TXT).getSection(Section.ANSWER).stream()
                .map(record -> String.join("|", ((TXTRecord) record).getStrings()))
                .toList();
    }

    @Test
    void aRecordIsHeardAsSoonAsItIsWritten() throws IOException {
        assertThat(ask("acme.test.", Type.TXT).getRcode()).isEqualTo(Rcode.NXDOMAIN);

        zone.add("Acme.test", "rollcall-verification=1");
        Files.writeString(zone.path(), Files.readString(zone.path()) + "acme.test v=spf1 -all\nother.test x\n");

        assertThat(texts("ACME.test.")).containsExactly("rollcall-verification=1", "v=spf1 -all");
        assertThat(ask("acme.test.", Type.A).getSection(Section.ANSWER)).isEmpty();
        assertThat(ask("acme.test.", Type.A).getRcode()).isEqualTo(Rcode.NOERROR);
    }

    @Test
    void aLongTextIsSeveralStringsOfOneRecord() throws IOException {
        zone.add("long.test", "x".repeat(300));

        assertThat(texts("long.test.")).containsExactly("x".repeat(255) + "|" + "x".repeat(45));
    }

    @Test
    void whatIsNoRecordIsNotWritten() {
        for (String name : List.of("", "a b", "a\nb")) {
            assertThatThrownBy(() -> zone.add(name, "x")).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> zone.add("a.test", "x\ny")).isInstanceOf(IOException.class);
        assertThat(zone.path()).doesNotExist();
    }
}

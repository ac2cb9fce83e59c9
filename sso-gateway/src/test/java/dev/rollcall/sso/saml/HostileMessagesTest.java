package dev.rollcall.sso.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message cannot make us do: read or call something, or work for long (R-NEG-25, R-NEG-42, R-NEG-43). */
class HostileMessagesTest {
    private static final ThreadMXBean WORK = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** Of this thread's own time, whatever else the machine does. */
    private static final Duration WORK_MAX = Duration.ofMillis(100);
    /** A message has 350 KiB in Base64, and is there as text, as bytes and in part as a tree. */
    private static final long MEMORY_MAX = 16 << 20;

    private static final String USUAL =
            SamlCase.named("accepted/assertion-signed").xml();

    private static SamlVerdict judge(String xml) {
        return SamlResponses.validate(
                Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8)),
                SamlWorld.connection(),
                SamlWorld.request());
    }

    /** Every way in which XML, XML Signature, XML Encryption or a schema can name something outside. */
    private static List<String> pointingTo(String there) {
        String encrypted = SamlCase.named("accepted/encrypted-and-signed").xml();
        return List.of(
                "<!DOCTYPE r SYSTEM \"" + there + "\">" + USUAL,
                "<!DOCTYPE r PUBLIC \"x\" \"" + there + "\">" + USUAL,
                "<!DOCTYPE r [<!ENTITY % x SYSTEM \"" + there + "\"> %x;]>" + USUAL,
                "<!DOCTYPE r [<!ENTITY x SYSTEM \"" + there + "\">]>" + USUAL.replace("sam@acme.test", "&x;"),
                "<?xml-stylesheet href=\"" + there + "\"?>" + USUAL,
                USUAL.replace("URI=\"#_assertion1\"", "URI=\"" + there + "\""),
                USUAL.replace("<ds:X509Data", "<ds:RetrievalMethod URI=\"" + there + "\"/><ds:X509Data"),
                encrypted.replaceFirst(
                        "<xenc:CipherValue>[^<]*</xenc:CipherValue>", "<xenc:CipherReference URI=\"" + there + "\"/>"),
                USUAL.replace(
                        "<saml:Conditions",
                        "<saml:Conditions xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                                + " xsi:schemaLocation=\"urn:x " + there + "\""),
                USUAL.replace(
                        "<saml:AttributeStatement>",
                        "<saml:AttributeStatement><xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\""
                                + there + "\"/>"));
    }

    /** R-NEG-25. */
    @Test
    void nobodyIsCalled() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listener.setSoTimeout(200);

            for (String attempt : pointingTo("http://127.0.0.1:" + listener.getLocalPort() + "/x")) {
                assertThat(attempt).isNotEqualTo(USUAL);
                judge(attempt);
            }

            assertThatThrownBy(listener::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    /** R-NEG-25: the virtual machine itself says which files were read. */
    @Test
    void noFileIsRead(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "owner@acme.test");
        Path control = Files.writeString(folder.resolve("control"), "read by the test");
        Path heard = folder.resolve("heard.jfr");
        try (Recording recording = new Recording()) {
            recording
                    .enable("jdk.FileRead")
                    .withoutThreshold()
                    .withoutStackTrace()
                    .with("throttle", "off");
            recording.start();

            for (String attempt : pointingTo(secret.toUri().toString())) {
                assertThat(judge(attempt).toString()).doesNotContain("owner@acme.test");
            }

            Files.readString(control);
            recording.stop();
            recording.dump(heard);
        }
        assertThat(RecordingFile.readAllEvents(heard).stream().map(event -> String.valueOf(event.getString("path"))))
                .anyMatch(path -> path.endsWith("control"))
                .noneMatch(path -> path.endsWith("secret"));
    }

    /** R-NEG-25, R-NEG-42: in work and memory, so that a busy machine changes nothing; the first judgement pays for loading classes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "refused/xml-invalid/doctype",
                "refused/xml-invalid/entity-bomb",
                "refused/xml-invalid/external-entity",
                "refused/xml-invalid/too-large",
                "refused/xml-invalid/deep",
                "refused/schema/too-many-attributes",
                "refused/schema/as-many-attributes-as-fit"
            })
    void hostileMessagesCostLittle(String folder) {
        SamlCase hostile = SamlCase.named(folder);
        assertCheap(hostile.posted());
    }

    /** R-NEG-42: XML attributes, not SAML ones. */
    @Test
    void anElementWithTenThousandAttributesIsRefused() {
        StringBuilder many = new StringBuilder("<saml:Conditions");
        for (int i = 0; i < 10_000; i++) {
            many.append(" a").append(i).append("=\"\"");
        }
        String message = USUAL.replace("<saml:Conditions", many);

        assertThat(judge(message)).isInstanceOfSatisfying(SamlVerdict.Refused.class, refused -> {
            assertThat(refused.why()).isEqualTo(SamlRefusal.XML_INVALID);
            assertThat(refused.received()).contains("JAXP00010002");
        });
        assertCheap(Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertCheap(String posted) {
        SamlConnection connection = SamlWorld.connection();
        for (int i = 0; i < 20; i++) {
            SamlResponses.validate(posted, connection, SamlWorld.request());
        }
        long bytes = WORK.getCurrentThreadAllocatedBytes();
        long nanos = WORK.getCurrentThreadCpuTime();

        SamlVerdict verdict = SamlResponses.validate(posted, connection, SamlWorld.request());

        Duration worked = Duration.ofNanos(WORK.getCurrentThreadCpuTime() - nanos);
        long used = WORK.getCurrentThreadAllocatedBytes() - bytes;
        assertThat(verdict).isInstanceOf(SamlVerdict.Refused.class);
        assertThat(worked).isLessThan(WORK_MAX);
        assertThat(used).isLessThan(MEMORY_MAX);
    }

    /** R-NEG-43: 100 MB in the address of a request or an answer, signed by the IdP itself; never more than the limit is unpacked. */
    @ParameterizedTest
    @ValueSource(strings = {"SAMLRequest", "SAMLResponse"})
    void aHundredMegabytesAreNotUnpacked(String kind) {
        String query = bomb(kind);
        SamlConnection connection = SamlWorld.connection();
        long bytes = WORK.getCurrentThreadAllocatedBytes();

        assertThatThrownBy(() -> RedirectedMessage.read(query, kind, connection, SamlWorld.NOW))
                .isInstanceOfSatisfying(
                        SamlRefused.class,
                        refused -> assertThat(refused.verdict().why()).isEqualTo(SamlRefusal.XML_INVALID));
        assertThat(WORK.getCurrentThreadAllocatedBytes() - bytes).isLessThan(MEMORY_MAX);
    }

    private static String bomb(String kind) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] blank = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try (DeflaterOutputStream deflated =
                new DeflaterOutputStream(packed, new Deflater(Deflater.BEST_COMPRESSION, true))) {
            deflated.write("<x>".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 100; i++) {
                deflated.write(blank);
            }
            deflated.write("</x>".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        String query = kind + "=" + encoded(packed.toByteArray()) + "&SigAlg="
                + URLEncoder.encode(SamlNames.RSA_SHA256, StandardCharsets.UTF_8);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(SamlWorld.keys("idp").pair().getPrivate());
            signature.update(query.getBytes(StandardCharsets.US_ASCII));
            return query + "&Signature=" + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String encoded(byte[] bytes) {
        return URLEncoder.encode(Base64.getEncoder().encodeToString(bytes), StandardCharsets.UTF_8);
    }
}

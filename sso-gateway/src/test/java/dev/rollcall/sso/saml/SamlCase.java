package dev.rollcall.sso.saml;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * One folder of the corpus. {@code case.properties} says what the message is and what must become of it; {@code message.xml}, where there is one,
 * stands in for the usual Response. Keys are made in the run, so the file says how to sign, not the signature:
 *
 * <ul>
 *   <li>{@code with.NAME}: a part of the usual message that is other here (parts are {@code ${NAME}} in the templates)
 *   <li>{@code sign}: {@code assertion} (usual), {@code response}, {@code both}, {@code none}; {@code key}, {@code algorithm}, {@code digest},
 *       {@code transforms}, {@code references}, {@code keyinfo} change how
 *   <li>{@code encrypt}: {@code DATA KEY}, ends of the algorithms' names; {@code encrypt.to} names the key
 *   <li>{@code edit.1.find}, {@code edit.1.put}: a change after signing; find is a regular expression, which must be found, and put may have parts
 *   <li>{@code encode}: {@code base64} (usual), {@code twice}, {@code zipped}, {@code none}, {@code lines}
 * </ul>
 */
record SamlCase(Path folder, Properties says, Duration later) {
    private static final Pattern PART = Pattern.compile("\\$\\{([a-z.-]+)(?:\\*(\\d+))?}");
    private static final Pattern TIME = Pattern.compile("(?<![+\\d-])\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    static final Path CORPUS = Path.of("src/test/resources/saml");

    static List<SamlCase> all() throws IOException {
        try (Stream<Path> files = Files.walk(CORPUS)) {
            return files.filter(file -> file.endsWith("case.properties"))
                    .sorted()
                    .map(file -> new SamlCase(file.getParent(), read(file), Duration.ZERO))
                    .toList();
        }
    }

    static SamlCase named(String folder) {
        Path path = CORPUS.resolve(folder);
        return new SamlCase(path, read(path.resolve("case.properties")), Duration.ZERO);
    }

    private static Properties read(Path file) {
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            read.load(reader);
            return read;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The same message with all of its times moved, for readers who have a clock of their own. */
    SamlCase later(Duration by) {
        return new SamlCase(folder, says, by);
    }

    private String moved(String text) {
        return later.isZero()
                ? text
                : TIME.matcher(text)
                        .replaceAll(
                                time -> Instant.parse(time.group()).plus(later).toString());
    }

    String get(String key, String usual) {
        return says.getProperty(key, usual);
    }

    SamlConnection connection() {
        return SamlWorld.connection(
                NameIdForm.valueOf(get("name.id.form", "EMAIL")),
                Boolean.parseBoolean(get("expired.accepted", "false")));
    }

    SamlRequest request() {
        String id = get("request", SamlWorld.REQUEST_ID);
        return new SamlRequest(id.isEmpty() ? null : id, SamlWorld.NOW);
    }

    String posted() {
        byte[] xml = xml().getBytes(StandardCharsets.UTF_8);
        return switch (get("encode", "base64")) {
            case "base64" -> Base64.getEncoder().encodeToString(xml);
            case "lines" -> Base64.getMimeEncoder().encodeToString(xml);
            case "twice" ->
                Base64.getEncoder().encodeToString(Base64.getEncoder().encode(xml));
            case "zipped" -> Base64.getEncoder().encodeToString(zipped(xml));
            case "none" -> new String(xml, StandardCharsets.UTF_8);
            default -> throw new AssertionError("encode");
        };
    }

    private static byte[] zipped(byte[] xml) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(xml);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    String xml() {
        Map<String, String> parts = parts();
        String sign = get("sign", "assertion");
        String plain = part("assertion.xml", parts);
        String assertion = sign.equals("assertion") || sign.equals("both") ? signer().sign(plain) : plain;
        parts.put("assertion.unsigned", plain);
        parts.put("assertion.signed", assertion);
        parts.put("assertion.signature", between(assertion, "<ds:Signature", "</ds:Signature>"));
        Map<String, String> evil = new TreeMap<>(parts);
        evil.put("name.id", "admin@acme.test");
        evil.put("assertion.id", get("evil.id", "_evil"));
        parts.put("evil", part("assertion.xml", evil));
        parts.put("encrypted", says.containsKey("encrypt") ? encrypter().encrypt(assertion) : "");
        parts.put("assertion", says.containsKey("encrypt") ? parts.get("encrypted") : assertion);
        String original = part("response.xml", parts);
        parts.put("response.original", original);
        Path own = folder.resolve("message.xml");
        String template = Files.exists(own) ? text(own) : "${response.original}";
        if (template.contains("${response.signature}")) {
            parts.put("response.signature", between(signer().sign(original), "<ds:Signature", "</ds:Signature>"));
        }
        String response = fill(template, parts);
        return edited(sign.equals("response") || sign.equals("both") ? signer().sign(response) : response, parts);
    }

    private Map<String, String> parts() {
        Map<String, String> parts = new TreeMap<>();
        read(CORPUS.resolve("parts/usual.properties"))
                .forEach((name, value) -> parts.put((String) name, moved((String) value)));
        says.forEach((name, value) -> {
            if (((String) name).startsWith("with.")) {
                parts.put(((String) name).substring("with.".length()), moved((String) value));
            }
        });
        return parts;
    }

    private SamlSigner signer() {
        SamlSigner usual = SamlSigner.usual(SamlWorld.keys(get("key", "idp")));
        return new SamlSigner(
                usual.keys(),
                get("algorithm", usual.algorithm()),
                get("digest", usual.digest()),
                list("transforms", usual.transforms()),
                list("references", usual.references()),
                SamlSigner.KeyInfo.valueOf(get("keyinfo", "CERTIFICATE")));
    }

    private List<String> list(String key, List<String> usual) {
        String value = says.getProperty(key);
        return value == null ? usual : List.of(value.split(" "));
    }

    private SamlEncrypter encrypter() {
        String[] algorithms = get("encrypt", "").split(" ");
        return new SamlEncrypter(
                SamlWorld.encryptionKey(get("encrypt.to", "ours")),
                encryption(algorithms[0]),
                encryption(algorithms[1]));
    }

    private static String encryption(String name) {
        boolean newer = name.endsWith("gcm") || name.equals("rsa-oaep");
        return (newer ? SamlNames.ENCRYPTION_11 : SamlNames.ENCRYPTION) + name;
    }

    private String edited(String xml, Map<String, String> parts) {
        String edited = xml;
        for (int i = 1; says.containsKey("edit." + i + ".find"); i++) {
            Matcher found = Pattern.compile(get("edit." + i + ".find", ""), Pattern.DOTALL)
                    .matcher(edited);
            if (!found.find()) {
                throw new AssertionError(folder + ": edit " + i + " finds nothing in\n" + edited);
            }
            edited = found.replaceFirst(Matcher.quoteReplacement(fill(get("edit." + i + ".put", ""), parts)));
        }
        return edited;
    }

    private String part(String name, Map<String, String> parts) {
        return fill(text(CORPUS.resolve("parts").resolve(name)), parts);
    }

    /** {@code ${name}} or, many times over, {@code ${name*1000}}. */
    private static String fill(String template, Map<String, String> parts) {
        return PART.matcher(template).replaceAll(found -> {
            String part = parts.get(found.group(1));
            if (part == null) {
                throw new AssertionError("No part is called " + found.group(1));
            }
            String filled = fill(part, parts);
            int times = found.group(2) == null ? 1 : Integer.parseInt(found.group(2));
            return Matcher.quoteReplacement(filled.repeat(times));
        });
    }

    private String text(Path file) {
        try {
            return moved(Files.readString(file).strip());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String between(String text, String from, String to) {
        int start = text.indexOf(from);
        return start < 0 ? "" : text.substring(start, text.indexOf(to, start) + to.length());
    }

    @Override
    public String toString() {
        return CORPUS.relativize(folder).toString();
    }
}

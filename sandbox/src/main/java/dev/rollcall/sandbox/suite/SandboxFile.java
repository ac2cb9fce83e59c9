package dev.rollcall.sandbox.suite;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.rollcall.contract.signin.SignInAddresses;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code .rollcall/sandbox.json}: the running suite described for programs.
 *
 * @param services base URL by short name: {@code scim}, {@code sso}, {@code membership}, {@code audit}
 * @param pids process id by short name
 * @param adminToken access token of the break-glass owner, for the admin and the audit API
 * @param connections by name: {@code acme}, {@code globex}, {@code conformance}; with an identity provider also {@code acme-oidc}
 * @param idp null unless {@code up --idp} started one
 */
public record SandboxFile(
        Map<String, String> services,
        Map<String, Long> pids,
        Kafka kafka,
        Database postgres,
        Dns dns,
        Mail mail,
        Secrets.Owner owner,
        String adminToken,
        Map<String, Connection> connections,
        @Nullable Idp idp) {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .setSerializationInclusion(JsonInclude.Include.NON_NULL);

    public record Kafka(String bootstrapServers) {}

    /** The superuser's way in, for people who look behind the services' backs. */
    public record Database(String jdbcUrl, String user, String password) {}

    /**
     * The name server that says which domains are proved.
     *
     * @param zoneFile its TXT records; whoever writes a line there is heard at once
     */
    public record Dns(String server, String zoneFile) {}

    /**
     * Where all mail ends.
     *
     * @param smtpPort on the loopback address
     * @param url what came: {@code /} to read, {@code /mails} and {@code /mails?to=} as JSON
     */
    public record Mail(int smtpPort, String url) {}

    /**
     * One configured IdP.
     *
     * @param organization name of its default organization
     * @param scimToken stable over restarts
     * @param entityId ours to this IdP over SAML
     * @param acsUrl ours, where SAML responses go
     * @param metadataUrl ours, where our SAML metadata lies
     * @param redirectUrl ours, OpenID Connect's redirection endpoint
     */
    public record Connection(
            String id,
            String organization,
            String organizationId,
            String scimBaseUrl,
            String scimToken,
            String entityId,
            String acsUrl,
            String metadataUrl,
            String redirectUrl) {
        /** @param signIn at which sso-gateway serves it */
        public Connection(
                String id,
                String organization,
                String organizationId,
                String scimBaseUrl,
                String scimToken,
                SignInAddresses signIn) {
            this(
                    id,
                    organization,
                    organizationId,
                    scimBaseUrl,
                    scimToken,
                    signIn.entityId(),
                    signIn.acsUrl(),
                    signIn.entityId(),
                    signIn.redirectUrl());
        }
    }

    /**
     * The identity provider of company acme: a Keycloak.
     *
     * @param baseUrl of Keycloak
     * @param realm in which acme's people are
     * @param metadataUrl SAML metadata of that realm
     * @param issuer of that realm over OpenID Connect
     * @param adminName of Keycloak's administrator
     * @param people password by e-mail address
     */
    public record Idp(
            String baseUrl,
            String realm,
            String metadataUrl,
            String issuer,
            String adminName,
            String adminPassword,
            Map<String, String> people) {}

    /** @throws SandboxFailure when no suite is up in that home */
    public static SandboxFile read(Home home) throws IOException {
        if (!Files.exists(home.sandboxFile())) {
            throw new SandboxFailure("Rollcall is not up here: start it with './rollcall up --detach'");
        }
        return JSON.readValue(home.sandboxFile().toFile(), SandboxFile.class);
    }

    void write(Home home) throws IOException {
        PrivateFile.write(home.sandboxFile(), JSON.writeValueAsString(this) + "\n");
    }

    SandboxFile withPids(Map<String, Long> current) {
        return new SandboxFile(services, current, kafka, postgres, dns, mail, owner, adminToken, connections, idp);
    }
}

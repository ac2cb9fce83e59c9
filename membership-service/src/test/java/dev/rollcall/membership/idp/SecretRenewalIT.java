package dev.rollcall.membership.idp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.contract.signin.IdpSettings;
import dev.rollcall.contract.signin.IdpSettings.Oidc;
import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.admin.AdminFixture;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R-NFR-3: a master key can be retired. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
@QuarkusTestResource(GatewayStandIn.class)
class SecretRenewalIT {
    private static final Oidc SETTINGS = new Oidc(
            Oidc.Kind.STANDARD,
            "https://idp.example",
            List.of(),
            "rollcall",
            Oidc.Authentication.CLIENT_SECRET_POST,
            "s3cret",
            List.of("RS256"),
            List.of("openid"),
            null);

    @Inject
    AdminFixture admin;

    @Inject
    Transactions transactions;

    @TempDir
    Path folder;

    private static String line(String id) {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return id + ":" + Base64.getEncoder().encodeToString(key) + "\n";
    }

    private ClientSecrets secrets(String... lines) throws IOException {
        Path file = Files.createTempFile(folder, "master", ".key");
        Files.writeString(file, String.join("", lines));
        return new ClientSecrets(file);
    }

    private String keyOf(IdpScene scene) {
        return transactions.read(
                connection -> Sql.on(connection, "select secret_key_id from idp_oidc where connection_id = ?", scene.id)
                        .first(row -> row.getString(1))
                        .orElseThrow());
    }

    private IdpSettings read(IdpScene scene, ClientSecrets with) {
        return transactions.read(
                connection -> new IdpTable(with).find(connection, scene.id).orElseThrow());
    }

    @Test
    void whatTheOldKeySealedIsSealedAnewAndTheOldLineCanGo() throws IOException {
        String january = line("january");
        String february = line("february");
        var scene = new IdpScene(admin, "OIDC");
        ClientSecrets old = secrets(january);
        transactions.write(connection -> {
            new IdpTable(old).store(connection, scene.id, SETTINGS, MetadataLook.NONE);
            return 1;
        });

        new SecretRenewal(transactions, secrets(february)).renew();
        assertThat(keyOf(scene)).as("what does not open stays").isEqualTo("january");
        new SecretRenewal(transactions, secrets(february, january)).renew();

        assertThat(keyOf(scene)).isEqualTo("february");
        assertThat(read(scene, secrets(february))).isEqualTo(SETTINGS);
    }
}

package dev.rollcall.membership.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.kit.Mailbox;
import dev.rollcall.membership.admin.AdminFixture;
import dev.rollcall.membership.admin.AdminFixture.House;
import dev.rollcall.membership.admin.AdminFixture.Person;
import dev.rollcall.membership.sql.Transactions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** R-NOT-1, R-NOT-2, R-SSO-3: what owners are mailed, over real SMTP. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class OwnerNoticesIT {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    @Inject
    AdminFixture admin;

    @Inject
    Transactions transactions;

    @Inject
    OwnerNotices notices;

    private void tell(House house, Notice notice, Instant now) {
        transactions.write(connection -> {
            notices.tell(connection, house.id(), notice, now);
            return house;
        });
    }

    /** The address of {@link AdminFixture#person}. */
    private static Mailbox box(Person person) {
        return Mailbox.of("p" + person.accountId().toString().replace("-", "") + "@people.example");
    }

    private static String text(JsonNode mail) {
        return mail.path("subject").asText() + "\n" + mail.path("text").asText();
    }

    @Test
    void everyOwnerIsToldOfACertificateThatEndsAndNobodyElse() {
        House house = admin.organization();
        Person owner = admin.person(house, "owner");
        Person member = admin.person(house, "member");
        Person stranger = admin.person(admin.organization(), "owner");

        tell(house, new Notice.CertificateExpiring("Okta <main>", "CN=idp", NOW.plus(Duration.ofDays(7)), 7), NOW);

        JsonNode mail = box(owner).await(1);
        assertThat(text(mail))
                .contains("ends within 7 days", "CN=idp", "Okta <main>", "30 November 2026", house.name());
        assertThat(mail.path("html").asText()).contains("Okta &lt;main&gt;").doesNotContain("<main>");
        assertThat(box(member).mails()).isEmpty();
        assertThat(box(stranger).mails()).isEmpty();
    }

    /** R-DOM-5: a department that comes on one morning is one mail an hour. */
    @Test
    void whoJoinsByTheirDomainIsToldOnceAnHour() {
        House house = admin.organization();
        Person owner = admin.person(house, "owner");

        tell(house, new Notice.JoinedByDomain("ann@acme.test", "ann"), NOW);
        tell(house, new Notice.JoinedByDomain("bob@acme.test", "bob"), NOW.plusSeconds(3599));
        assertThat(text(box(owner).await(1))).contains("ann@acme.test", "auto-provisioning");
        tell(house, new Notice.JoinedByDomain("cid@acme.test", "cid"), NOW.plusSeconds(3600));

        assertThat(text(box(owner).await(2))).contains("cid@acme.test");
    }

    @Test
    void heldDeprovisioningIsToldWithWhereToReleaseIt() {
        House house = admin.organization();
        Person owner = admin.person(house, "owner");
        UUID connection = UUID.randomUUID();

        tell(house, new Notice.DeprovisioningHeld(connection, "11 of 20 people within an hour."), NOW);

        assertThat(text(box(owner).await(1)))
                .contains("is held", "11 of 20 people", "/v2/connections/" + connection + "/held-deprovisionings");
    }

    @Test
    void aTypeOfConflictIsToldOnceADay() {
        House house = admin.organization();
        Person owner = admin.person(house, "owner");

        tell(house, new Notice.ConflictOpened("SEAT_SHORTAGE", "Free a seat, or buy more."), NOW);
        tell(house, new Notice.ConflictOpened("SEAT_SHORTAGE", "Free a seat, or buy more."), NOW.plusSeconds(60));
        assertThat(text(box(owner).await(1))).contains("SEAT_SHORTAGE", "Free a seat");
        tell(house, new Notice.ConflictOpened("LAST_OWNER", "Make somebody else an owner first."), NOW.plusSeconds(60));

        assertThat(text(box(owner).await(2))).contains("LAST_OWNER");
    }

    @Test
    void whatDoesNotCommitIsNotMailedAndTakesNoTurn() {
        House house = admin.organization();
        Person owner = admin.person(house, "owner");

        assertThatThrownBy(() -> transactions.write(connection -> {
                    notices.tell(connection, house.id(), new Notice.JoinedByDomain("ann@acme.test", "ann"), NOW);
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        tell(house, new Notice.JoinedByDomain("bob@acme.test", "bob"), NOW);

        assertThat(text(box(owner).await(1))).contains("bob@acme.test");
    }

    /** The queue says nothing to who reads it; a server that is away loses nothing. */
    @Test
    void whileNoServerTakesMailsTheyWaitSealedAndThenLeave() {
        House house = admin.organization();
        Person owner = admin.person(house, "owner");
        InfraTestResource.infra().stopMail();
        try {
            tell(house, new Notice.JoinedByDomain("secret.ann@acme.test", "ann"), NOW);

            await(() -> admin.number(
                            "select count(*) from mail where recipient like ? and attempts > 0 and failure is not null",
                            "p" + owner.accountId().toString().replace("-", "") + "%")
                    == 1);
            assertThat(admin.number("select count(*) from mail where position('secret.ann'::bytea in sealed) > 0 or"
                            + " failure like '%secret.ann%'"))
                    .isZero();
        } finally {
            InfraTestResource.infra().startMail();
        }
        assertThat(text(box(owner).await(1))).contains("secret.ann@acme.test");
        await(() -> admin.number(
                        "select count(*) from mail where recipient like ?",
                        "p" + owner.accountId().toString().replace("-", "") + "%")
                == 0);
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(50).toNanos());
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}

package dev.rollcall.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.kit.secret.MasterKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts mails into the transaction that has a reason for them. */
@ApplicationScoped
public class Mails {
    static final ObjectMapper JSON = new ObjectMapper();

    private final Path masterKey;
    private final TransactionSynchronizationRegistry transaction;
    private final MailDelivery delivery;

    Mails(
            @ConfigProperty(name = "rollcall.master-key") Path masterKey,
            TransactionSynchronizationRegistry transaction,
            MailDelivery delivery) {
        this.masterKey = masterKey;
        this.transaction = transaction;
        this.delivery = delivery;
    }

    /** Whether mails leave this installation at all. */
    public boolean configured() {
        return delivery.configured();
    }

    /** Sent once the running transaction has committed, and never if it does not. */
    public void append(Connection connection, OutgoingMail mail) throws SQLException {
        byte[] content = json(new MailContent(mail.subject(), mail.text(), mail.html()));
        MailRows.insert(connection, mail, MasterKeys.read(masterKey).seal(content, DueMail.context(mail.id())));
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    delivery.wake();
                }
            }
        });
    }

    private static byte[] json(MailContent content) {
        try {
            return JSON.writeValueAsString(content).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // a record of texts
        }
    }

    static MailContent content(byte[] json) {
        try {
            return JSON.readValue(json, MailContent.class);
        } catch (IOException e) {
            throw new IllegalStateException("A mail's content is not what was written", e);
        }
    }
}

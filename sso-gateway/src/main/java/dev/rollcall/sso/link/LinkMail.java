package dev.rollcall.sso.link;

import dev.rollcall.mail.OutgoingMail;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the mail says. */
@ApplicationScoped
class LinkMail {
    private final String issuer;

    /** @param issuer the URL under which people reach us; never what a request claims its host to be */
    LinkMail(@ConfigProperty(name = "rollcall.issuer") String issuer) {
        this.issuer = issuer;
    }

    /** @param address of the page that asks to confirm */
    record Texts(String address, long minutes) {}

    @CheckedTemplate(basePath = "mail", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance signInLinkText(Texts mail);

        static native TemplateInstance signInLinkHtml(Texts mail);
    }

    OutgoingMail mail(UUID id, String to, String secret, Instant now) {
        Texts texts = new Texts(issuer + "/sign-in/link?token=" + secret, EmailLink.LIFETIME.toMinutes());
        return new OutgoingMail(
                id,
                "SIGN_IN_LINK",
                to,
                "Sign in to Rollcall",
                Templates.signInLinkText(texts).render(),
                Templates.signInLinkHtml(texts).render(),
                now.plus(EmailLink.LIFETIME));
    }
}

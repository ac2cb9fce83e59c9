package dev.rollcall.sso.link;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pages of signing in by mail. Plain HTML: Qute escapes every value. */
@CheckedTemplate(basePath = "link", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
final class LinkPages {
    private LinkPages() {}

    /** @param email as it was typed */
    record Sent(String email, long minutes) {}

    /** @param elsewhere whether another browser asked for the link */
    record Confirmation(String formToken, String token, String email, boolean elsewhere) {}

    static native TemplateInstance sent(Sent page);

    static native TemplateInstance confirm(Confirmation page);

    static native TemplateInstance denied(LinkSignIns.Arrival.Out page);
}

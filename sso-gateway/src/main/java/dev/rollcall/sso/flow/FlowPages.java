package dev.rollcall.sso.flow;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pages that a flow ends in. Plain HTML: Qute escapes every value, and most of them are an identity provider's. */
@CheckedTemplate(basePath = "flow", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
final class FlowPages {
    private FlowPages() {}

    static native TemplateInstance denied(Ending.Out page);

    static native TemplateInstance signedOut();
}

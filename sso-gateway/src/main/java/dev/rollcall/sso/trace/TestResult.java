package dev.rollcall.sso.trace;

import dev.rollcall.contract.signin.SignInEffect;
import dev.rollcall.contract.signin.SignInNote;
import dev.rollcall.sso.trace.TraceBody.Decision;
import dev.rollcall.sso.trace.TraceBody.Reading;
import dev.rollcall.sso.trace.TraceBody.Step;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The page at the end of an owner's test sign-in (R-SSO-17): what came, how it was read, and what would happen. */
public final class TestResult {
    private TestResult() {}

    /**
     * @param verdict what it came to, in a few words
     * @param row number of the decision table's row; 0 when it did not come to a decision
     */
    record Shown(
            String mnemonic,
            String verdict,
            boolean good,
            @Nullable String code,
            @Nullable String expected,
            @Nullable String received,
            @Nullable String setting,
            int row,
            @Nullable String told,
            List<SignInEffect> effects,
            List<SignInNote> notes,
            List<Reading> readings,
            List<Attribute> attributes,
            List<Step> steps) {}

    record Attribute(String name, List<String> values) {}

    @CheckedTemplate(basePath = "sso", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance testResult(Shown page);
    }

    /** Plain HTML; every value is escaped. */
    public static TemplateInstance page(FlowTrace trace) {
        StoredTrace stored = trace.stored();
        TraceBody body = Objects.requireNonNull(stored.body());
        Decision decision = body.decision();
        return Templates.testResult(new Shown(
                stored.mnemonic(),
                verdict(stored.outcome()),
                stored.outcome() == FlowOutcome.FORESEEN,
                stored.code(),
                body.expected(),
                body.received(),
                body.setting(),
                decision == null ? 0 : decision.number(),
                decision == null ? null : decision.detail(),
                decision == null ? List.of() : decision.effects(),
                decision == null ? List.of() : decision.notes(),
                body.readings(),
                attributes(body.attributes()),
                body.steps()));
    }

    private static List<Attribute> attributes(Map<String, List<String>> sent) {
        return sent.entrySet().stream()
                .map(each -> new Attribute(each.getKey(), each.getValue()))
                .toList();
    }

    private static String verdict(FlowOutcome outcome) {
        return switch (outcome) {
            case FORESEEN, GRANTED -> "This person would get in";
            case DENIED -> "This person would stay out";
            case FAILED -> "The sign-in failed before anything was decided";
            case BEGUN -> "The sign-in has not come to an end";
        };
    }
}

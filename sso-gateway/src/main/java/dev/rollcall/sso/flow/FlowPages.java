package dev.rollcall.sso.flow;

import dev.rollcall.contract.signin.SignInAnswer;
import dev.rollcall.contract.signin.SignInNote;
import dev.rollcall.sso.identity.ProvenIdentity;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The pages that a flow ends in. Plain HTML: Qute escapes every value, and most of them are an identity provider's. */
final class FlowPages {
    private FlowPages() {}

    record Line(String name, String value) {}

    /**
     * @param outcome in one sentence
     * @param why what failed, line by line; empty when nothing did
     */
    record TestPage(
            String connection,
            String traceId,
            boolean passed,
            String outcome,
            List<Line> why,
            List<Line> readings,
            List<Line> effects,
            List<Line> notes,
            List<Line> attributes) {}

    @CheckedTemplate(basePath = "flow", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance denied(Ending.Out page);

        static native TemplateInstance tested(TestPage page);

        static native TemplateInstance signedOut();
    }

    static TestPage page(Ending.Tried tried) {
        return new TestPage(
                tried.connection(),
                tried.traceId(),
                tried.failure() == null
                        && tried.answer().filter(FlowPages::passed).isPresent(),
                outcome(tried),
                why(tried),
                tried.identity().map(FlowPages::readings).orElse(List.of()),
                tried.answer().map(FlowPages::effects).orElse(List.of()),
                tried.answer().map(FlowPages::notes).orElse(List.of()),
                tried.identity().map(FlowPages::attributes).orElse(List.of()));
    }

    private static boolean passed(SignInAnswer answer) {
        return switch (answer) {
            case SignInAnswer.Foreseen ignored -> true;
            case SignInAnswer.Denied ignored -> false;
            case SignInAnswer.Granted ignored -> false;
        };
    }

    private static String outcome(Ending.Tried tried) {
        FlowFailure failure = tried.failure();
        if (failure != null) {
            return failure.detail();
        }
        return tried.answer()
                .map(answer -> switch (answer) {
                    case SignInAnswer.Foreseen foreseen ->
                        "This person would be signed in, by row "
                                + foreseen.row().number() + " of the decision table.";
                    case SignInAnswer.Denied denied ->
                        "This person would be turned away: " + denied.title() + ". " + denied.detail();
                    case SignInAnswer.Granted granted -> "Row " + granted.row().number() + " of the decision table.";
                })
                .orElse("");
    }

    private static List<Line> why(Ending.Tried tried) {
        List<Line> lines = new ArrayList<>();
        FlowFailure failure = tried.failure();
        if (failure != null) {
            lines.add(new Line("Check", failure.check()));
            add(lines, "Expected", failure.expected());
            add(lines, "Received", failure.received());
            add(lines, "What to change", failure.setting());
        }
        if (tried.answer().orElse(null) instanceof SignInAnswer.Denied denied) {
            lines.add(new Line("Check", denied.refusal().name().toLowerCase(Locale.ROOT)));
            add(lines, "What to change", denied.setting());
        }
        return lines;
    }

    private static List<Line> readings(ProvenIdentity identity) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("Subject", identity.subject()));
        add(lines, "E-mail", identity.email());
        add(lines, "Full name", identity.fullName());
        add(lines, "Given name", identity.givenName());
        add(lines, "Family name", identity.familyName());
        add(lines, "Role (dockerRole)", identity.role());
        add(lines, "Organization (dockerOrg)", identity.organization());
        add(lines, "Team (dockerTeam)", identity.team());
        List<String> groups = identity.groups();
        add(lines, "Groups", groups == null ? null : String.join(", ", groups));
        Integer minutes = identity.sessionMinutes();
        add(lines, "Session length in minutes", minutes == null ? null : minutes.toString());
        return lines;
    }

    private static List<Line> effects(SignInAnswer answer) {
        return switch (answer) {
            case SignInAnswer.Foreseen foreseen ->
                foreseen.effects().stream()
                        .map(effect -> new Line(words(effect.kind().name()), effect.detail()))
                        .toList();
            case SignInAnswer.Denied ignored -> List.of();
            case SignInAnswer.Granted ignored -> List.of();
        };
    }

    private static List<Line> notes(SignInAnswer answer) {
        return answer.notes().stream()
                .map(note -> new Line(words(note.code().name()), note.detail() + values(note)))
                .toList();
    }

    private static String values(SignInNote note) {
        return note.values().isEmpty() ? "" : " Received: " + String.join(", ", note.values());
    }

    private static List<Line> attributes(ProvenIdentity identity) {
        return identity.attributes().entrySet().stream()
                .map(each -> new Line(each.getKey(), String.join(", ", each.getValue())))
                .toList();
    }

    private static String words(String constant) {
        String words = constant.toLowerCase(Locale.ROOT).replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static void add(List<Line> lines, String name, @Nullable String value) {
        if (value != null) {
            lines.add(new Line(name, value));
        }
    }
}

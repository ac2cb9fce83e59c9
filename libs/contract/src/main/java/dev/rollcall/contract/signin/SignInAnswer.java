package dev.rollcall.contract.signin;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.rollcall.contract.refusal.Refusal;
import java.util.List;
import java.util.UUID;

/** What a sign-in comes to. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SignInAnswer.Granted.class, name = "GRANTED"),
    @JsonSubTypes.Type(value = SignInAnswer.Denied.class, name = "DENIED"),
    @JsonSubTypes.Type(value = SignInAnswer.Foreseen.class, name = "FORESEEN")
})
public sealed interface SignInAnswer {
    /** The row of the table that was taken. */
    DecisionRow row();

    /** What of the assertion was left aside, and why; for the trace. */
    List<SignInNote> notes();

    /**
     * The person is in, and everything in {@link #effects()} is done.
     *
     * @param userName the platform username
     * @param grants one for each organization of the connection in which the person is an active member; never empty
     */
    record Granted(
            DecisionRow row,
            UUID accountId,
            String userName,
            List<Grant> grants,
            List<SignInEffect> effects,
            List<SignInNote> notes)
            implements SignInAnswer {}

    /**
     * The person stays out, and nothing was made.
     *
     * @param title what the page is headed with, as in {@code Access denied}
     * @param detail the fixed sentence of the specification, with the trace id where it has one
     * @param setting what an administrator can change; for the trace, not for the person
     */
    record Denied(DecisionRow row, Refusal refusal, String title, String detail, String setting, List<SignInNote> notes)
            implements SignInAnswer {}

    /** A dry run of a sign-in that would be granted; {@link #effects()} would happen. */
    record Foreseen(DecisionRow row, List<SignInEffect> effects, List<SignInNote> notes) implements SignInAnswer {}

    /**
     * A membership that the sign-in proves.
     *
     * @param organization its name
     * @param role {@code member}, {@code editor} or {@code owner}
     * @param sessionEpoch a session or token that carries it is void once the member's is greater
     */
    record Grant(UUID memberId, UUID organizationId, String organization, String role, long sessionEpoch) {}
}

package dev.rollcall.outbox;

/** An event's JSON exceeds {@link OutboxRow#BODY_MAX}; nothing was written. The caller must say less or split the fact. */
public final class EventTooLarge extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    EventTooLarge(String type, int bytes) {
        super(type + " has " + bytes + " bytes of JSON, more than the " + OutboxRow.BODY_MAX
                + " that an event may have");
    }
}

package dev.rollcall.audit.query;

import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every action that the log can hold, by category (R-AUD-2), straight from the types of events. */
public record ActionsView(Map<String, Category> actions) {
    private static final Map<String, String> LABELS =
            Map.of("org", "Organization", "enterprise", "Enterprise", "account", "Account");

    public record Category(String label, List<Action> actions) {}

    /**
     * One action.
     *
     * @param name without its category
     * @param label what a person reads
     * @param description which events it stands for
     */
    public record Action(String name, String label, String description) {}

    /** What an organization's log can hold; the platform's log holds accounts too. */
    static ActionsView of(boolean platform) {
        Map<String, Action> byFullName = new LinkedHashMap<>();
        for (EventType type : EventType.values()) {
            if (platform || type.topic() != Topics.ACCOUNT_EVENTS) {
                byFullName.merge(
                        type.action(), action(type, type.action(), "Events: " + type.simpleName()), ActionsView::both);
            }
        }
        for (EventType type : EventType.values()) {
            if (platform || type.topic() != Topics.ACCOUNT_EVENTS) {
                type.aliases()
                        .forEach(alias ->
                                byFullName.putIfAbsent(alias, action(type, alias, "Another name of " + type.action())));
            }
        }
        Map<String, Category> categories = new TreeMap<>();
        byFullName.forEach((fullName, action) -> {
            String category = fullName.substring(0, fullName.indexOf('.'));
            categories
                    .computeIfAbsent(category, key -> new Category(LABELS.getOrDefault(key, key), new ArrayList<>()))
                    .actions()
                    .add(action);
        });
        return new ActionsView(categories);
    }

    private static Action action(EventType type, String fullName, String description) {
        return new Action(fullName.substring(fullName.indexOf('.') + 1), type.label(), description);
    }

    private static Action both(Action one, Action other) {
        String more = other.description().substring("Events: ".length());
        return new Action(one.name(), one.label(), one.description() + ", " + more);
    }
}

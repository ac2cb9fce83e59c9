package dev.rollcall.scim.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** References of the form {@code bulkId:<bulkId>} between the operations of one request (RFC 7644 §3.7.2), and what became of them. */
public final class BulkReferences {
    private static final String PREFIX = "bulkId:";

    private final Set<String> promised = new HashSet<>();
    private final Map<String, String> ids = new HashMap<>();

    /** @param operations whose POSTs may be referred to */
    public BulkReferences(List<BulkOperation> operations) {
        for (BulkOperation operation : operations) {
            if (operation.method() == BulkOperation.Method.POST
                    && operation.bulkId() != null
                    && operation.fault() == null) {
                promised.add(operation.bulkId());
            }
        }
    }

    /** The POST with that bulkId made this resource. */
    public void made(String bulkId, String id) {
        promised.remove(bulkId);
        ids.put(bulkId, id);
    }

    /** The POST with that bulkId will make nothing. */
    public void failed(String bulkId) {
        promised.remove(bulkId);
    }

    /** BulkIds that the operation needs and that a POST may still bring. */
    public Set<String> open(BulkOperation operation) {
        Set<String> open = all(operation);
        open.retainAll(promised);
        return open;
    }

    /** BulkIds that the operation needs and that nothing will bring: no POST has them, or theirs failed. */
    public Set<String> lost(BulkOperation operation) {
        Set<String> lost = all(operation);
        lost.removeAll(promised);
        lost.removeAll(ids.keySet());
        return lost;
    }

    private static Set<String> all(BulkOperation operation) {
        Set<String> found = new HashSet<>();
        collect(operation.data(), found);
        if (operation.id() != null) {
            collect(TextNode.valueOf(operation.id()), found);
        }
        return found;
    }

    /** The id that the operation's path means; null for a POST. */
    public @Nullable String id(BulkOperation operation) {
        String id = operation.id();
        return id == null ? null : resolved(id);
    }

    /** The id of what the POST with that bulkId made; null when it made nothing. */
    public @Nullable String id(String bulkId) {
        return ids.get(bulkId);
    }

    /** Puts ids in the place of references, as far as they are known. */
    public void resolve(JsonNode node) {
        switch (node) {
            case ObjectNode object -> {
                for (Map.Entry<String, JsonNode> field : object.properties()) {
                    if (field.getValue().isTextual()) {
                        field.setValue(
                                TextNode.valueOf(resolved(field.getValue().textValue())));
                    } else {
                        resolve(field.getValue());
                    }
                }
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    if (array.get(i).isTextual()) {
                        array.set(i, resolved(array.get(i).textValue()));
                    } else {
                        resolve(array.get(i));
                    }
                }
            }
            default -> {
                // nothing within
            }
        }
    }

    /**
     * Takes the attributes out that hold open references: what is left can be made now, and they are added later. So a circle is broken.
     *
     * @return by path, an extension's URN before the name where it has one
     */
    public Map<String, JsonNode> postpone(ObjectNode data) {
        Map<String, JsonNode> postponed = new LinkedHashMap<>();
        postpone(data, "", postponed);
        return postponed;
    }

    private void postpone(ObjectNode data, String prefix, Map<String, JsonNode> postponed) {
        List<String> names = new ArrayList<>();
        data.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode value = data.get(name);
            if (prefix.isEmpty() && name.startsWith("urn:") && value instanceof ObjectNode extension) {
                postpone(extension, name + ":", postponed);
                continue;
            }
            Set<String> needed = new HashSet<>();
            collect(value, needed);
            needed.retainAll(promised);
            if (!needed.isEmpty()) {
                postponed.put(prefix + name, value);
                data.remove(name);
            }
        }
    }

    private String resolved(String text) {
        return text.startsWith(PREFIX) ? ids.getOrDefault(text.substring(PREFIX.length()), text) : text;
    }

    private static void collect(JsonNode node, Set<String> found) {
        if (node.isTextual()) {
            if (node.textValue().startsWith(PREFIX)) {
                found.add(node.textValue().substring(PREFIX.length()));
            }
            return;
        }
        for (JsonNode child : node) {
            collect(child, found);
        }
    }
}

package dev.rollcall.scimendpoint.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.provisioning.ResourcePatch;
import dev.rollcall.scim.patch.PatchOperation;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.resource.ResourceReader;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scimendpoint.exchange.Exchange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bodies through the protocol's gate, as strictly as the connection wants; notes the names that they carry. */
public final class Requests {
    private static final int NAMES_MAX = 50; // more tell the reader of a log nothing

    private Requests() {}

    /** The body of a POST. */
    public static ObjectNode resource(ResourceType type, ObjectNode body, Exchange exchange) {
        return note(ResourceReader.read(type, body, exchange.leeway()), exchange);
    }

    /** The body of a PUT. */
    public static ObjectNode replacement(ResourceType type, ObjectNode body, Exchange exchange) {
        return note(ResourceReader.readReplacement(type, body, exchange.leeway()), exchange);
    }

    /** The body of a PATCH. */
    public static ResourcePatch patch(ObjectNode body, Exchange exchange) {
        List<PatchOperation> operations =
                PatchRequest.parse(body, exchange.leeway()).operations();
        exchange.carried(names(operations));
        List<ResourcePatch.Step> steps = new ArrayList<>(operations.size());
        for (PatchOperation operation : operations) {
            steps.add(new ResourcePatch.Step(
                    operation.op().name().toLowerCase(Locale.ROOT), operation.path(), operation.value()));
        }
        return new ResourcePatch(steps, exchange.client().mode());
    }

    private static ObjectNode note(ObjectNode accepted, Exchange exchange) {
        List<String> names = new ArrayList<>();
        accepted.fieldNames().forEachRemaining(name -> {
            if (!name.equals("schemas")) {
                names.add(name);
            }
        });
        exchange.carried(List.copyOf(names));
        return accepted;
    }

    private static List<String> names(List<PatchOperation> operations) {
        Set<String> names = new LinkedHashSet<>();
        for (PatchOperation operation : operations) {
            if (names.size() >= NAMES_MAX) {
                break;
            }
            addNames(names, operation.path(), operation.value());
        }
        return List.copyOf(names);
    }

    private static void addNames(Set<String> names, @Nullable String path, @Nullable JsonNode value) {
        if (path != null) {
            names.add(name(path));
        } else if (value != null) {
            value.fieldNames().forEachRemaining(key -> {
                if (names.size() < NAMES_MAX) {
                    names.add(name(key));
                }
            });
        }
    }

    /** Up to the value filter, which may hold somebody's address. */
    private static String name(String path) {
        int bracket = path.indexOf('[');
        String name = bracket < 0 ? path : path.substring(0, bracket);
        return name.length() <= 200 ? name : name.substring(0, 200);
    }
}

package dev.rollcall.scimendpoint.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.ScimType;
import dev.rollcall.scim.bulk.BulkOperation;
import dev.rollcall.scim.bulk.BulkOperation.Method;
import dev.rollcall.scim.bulk.BulkReferences;
import dev.rollcall.scim.bulk.BulkRequest;
import dev.rollcall.scimendpoint.error.ScimFailures;
import dev.rollcall.scimendpoint.exchange.Exchange;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries one bulk request out: operations in their order, except that one which refers to what a later one makes waits for it. Where
 * operations wait for each other in a circle, the attributes that close it are added afterwards.
 */
final class BulkRun {
    private static final String RESPONSE = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";
    private static final Logger LOG = Logger.getLogger(BulkRun.class);
    /** Identity providers give up after a minute, and the last operation may be held for half of it: what cannot begin by then is told so. */
    private static final Duration TIME_MAX = Duration.ofSeconds(30);

    private final BulkSteps steps;
    private final Exchange exchange;
    private final BulkRequest request;
    private final BulkReferences references;
    private final long began = System.nanoTime();
    /** By place in the request. */
    private final Map<Integer, ObjectNode> results = new TreeMap<>();

    private final Map<Integer, BulkOperation> waiting = new LinkedHashMap<>();
    /** What circles left out, by the place of the POST that it belongs to. */
    private final Map<Integer, Map<String, JsonNode>> postponed = new LinkedHashMap<>();

    private int errors;

    BulkRun(BulkSteps steps, Exchange exchange, BulkRequest request) {
        this.steps = steps;
        this.exchange = exchange;
        this.request = request;
        this.references = new BulkReferences(request.operations());
        List<BulkOperation> operations = request.operations();
        for (int i = 0; i < operations.size(); i++) {
            waiting.put(i, operations.get(i));
        }
    }

    /** The answer to the whole request. */
    ObjectNode answer() {
        while (!waiting.isEmpty() && errors < request.failOnErrors()) {
            int place = next();
            BulkOperation operation = Objects.requireNonNull(waiting.remove(place));
            results.put(place, carryOut(operation));
        }
        // However many errors there were: these belong to operations that were begun.
        postponed.forEach(this::complete);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putArray("schemas").add(RESPONSE);
        ArrayNode told = answer.putArray("Operations");
        results.values().forEach(told::add);
        return answer;
    }

    /** The first operation that waits for nobody; if all do, the first POST, whose circle is broken. */
    private int next() {
        int broken = -1;
        for (Map.Entry<Integer, BulkOperation> entry : waiting.entrySet()) {
            // what cannot be carried out anyway waits for nobody
            if (entry.getValue().fault() != null
                    || references.open(entry.getValue()).isEmpty()) {
                return entry.getKey();
            }
            if (broken < 0 && entry.getValue().method() == Method.POST) {
                broken = entry.getKey();
            }
        }
        BulkOperation post = Objects.requireNonNull(waiting.get(broken), "only a POST can be waited for");
        postponed.put(broken, references.postpone(post.data()));
        return broken;
    }

    private ObjectNode carryOut(BulkOperation operation) {
        ObjectNode result = begin(operation);
        try {
            if (operation.fault() != null) {
                throw operation.fault();
            }
            requireTime();
            requireReferences(operation);
            references.resolve(operation.data());
            BulkSteps.Done done = steps.take(exchange, operation, references.id(operation));
            if (done.location() != null) {
                result.put("location", done.location());
            }
            if (done.version() != null) {
                result.put("version", done.version());
            }
            result.put("status", Integer.toString(done.status()));
            if (operation.method() == Method.POST && operation.bulkId() != null) {
                references.made(operation.bulkId(), Objects.requireNonNull(done.id()));
            }
        } catch (ScimRefusal refusal) {
            note(refusal.type().name(), refusal.type().name());
            fail(operation, result, refusal.status(), ScimFailures.body(refusal));
        } catch (Refused refused) {
            note(refused.refusal().name(), refused.refusal().scimType());
            fail(operation, result, refused.refusal().kind().status(), ScimFailures.body(refused));
        } catch (RuntimeException failure) {
            // The others were carried out, or will be: their outcome must reach the client all the same.
            LOG.errorf(failure, "An operation of a bulk request failed");
            note("INTERNAL", null);
            fail(operation, result, 500, ScimFailures.body(500, null, "Something broke on our side. Try again."));
        }
        return result;
    }

    /** Adds what a circle had left out; if that fails, the operation has failed, and its location tells what stands. */
    private void complete(int place, Map<String, JsonNode> attributes) {
        BulkOperation post = request.operations().get(place);
        ObjectNode result = Objects.requireNonNull(results.get(place));
        String id = post.bulkId() == null ? null : references.id(post.bulkId());
        // Another POST may have had the same bulkId before: an id alone does not say that this one made something.
        if (id == null || result.has("response")) {
            return; // the POST itself failed, and said so
        }
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ArrayNode operations = patch.putArray("Operations");
        attributes.forEach((path, value) ->
                operations.addObject().put("op", "add").put("path", path).set("value", value));
        BulkOperation change = new BulkOperation(Method.PATCH, post.type(), id, null, null, patch, null);
        ObjectNode outcome = carryOut(change);
        if (outcome.has("response")) {
            result.put("status", outcome.path("status").textValue());
            result.set("response", outcome.get("response"));
        } else if (outcome.has("version")) {
            result.set("version", outcome.get("version"));
        }
    }

    private static ObjectNode begin(BulkOperation operation) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        if (operation.method() != Method.UNKNOWN) {
            result.put("method", operation.method().name());
        }
        if (operation.bulkId() != null) {
            result.put("bulkId", operation.bulkId());
        }
        return result;
    }

    /** The log of requests has one line for all operations: the first failure is the one that it explains. */
    private void note(String code, @Nullable String keyword) {
        if (exchange.code() == null) {
            exchange.refused(code, keyword);
        }
    }

    private void fail(BulkOperation operation, ObjectNode result, int status, ObjectNode body) {
        errors++;
        if (operation.method() == Method.POST && operation.bulkId() != null) {
            references.failed(operation.bulkId());
        } else if (operation.id() != null && operation.fault() == null && !result.has("location")) {
            String location = steps.location(operation, references.id(operation));
            if (location != null) {
                result.put("location", location);
            }
        }
        result.put("status", Integer.toString(status));
        result.set("response", body);
    }

    private void requireTime() {
        if (System.nanoTime() - began > TIME_MAX.toNanos()) {
            throw Refusal.UNAVAILABLE.because(
                    "The request took too long; this operation was not begun. Send it again.");
        }
    }

    private void requireReferences(BulkOperation operation) {
        Set<String> lost = references.lost(operation);
        if (!lost.isEmpty()) {
            throw new ScimRefusal(
                    ScimType.invalidValue,
                    "It refers to bulkId " + ScimRefusal.shown(lost.iterator().next())
                            + ", which no POST of this request has, or whose POST failed.");
        }
    }
}

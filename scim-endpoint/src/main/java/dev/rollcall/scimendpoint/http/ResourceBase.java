package dev.rollcall.scimendpoint.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.schema.ResourceType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What every resource carries: {@code schemas}, {@code id}, {@code meta} (RFC 7643 §3.1). */
@ApplicationScoped
public class ResourceBase {
    private final String baseUrl;
    private final String quotedUrl;

    /** @param publicUrl where clients reach this service, without {@code /scim/v2} */
    public ResourceBase(@ConfigProperty(name = "rollcall.scim.url") String publicUrl) {
        this.baseUrl =
                (publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl) + "/scim/v2";
        this.quotedUrl = new String(JsonStringEncoder.getInstance().quoteAsString(baseUrl));
    }

    /** Of the SCIM service, without a slash at its end. */
    public String url() {
        return baseUrl;
    }

    public String location(ResourceType type, UUID id) {
        return baseUrl + type.endpoint() + '/' + id;
    }

    /** A resource that begins with {@code schemas} and {@code id}; {@link #finish} fills in the rest. */
    public ObjectNode begin(UUID id) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        resource.putNull("schemas"); // keeps its place at the front
        return resource.put("id", id.toString());
    }

    /** Adds {@code meta}, and {@code schemas} for what the resource carries by now. */
    public ObjectNode finish(
            ResourceType type, ObjectNode resource, UUID id, Instant created, Instant lastModified, long version) {
        resource.putObject("meta")
                .put("resourceType", type.name())
                .put("created", created.toString())
                .put("lastModified", lastModified.toString())
                .put("location", location(type, id))
                .put("version", Preconditions.tag(version));
        type.stampSchemas(resource);
        return resource;
    }

    /** As {@link #finish}, of JSON text that has its {@code schemas} already and whose last brace is still to come. */
    public void finish(
            ResourceType type, StringBuilder open, UUID id, Instant created, Instant lastModified, long version) {
        open.append(",\"meta\":{\"resourceType\":\"").append(type.name());
        open.append("\",\"created\":\"").append(created);
        open.append("\",\"lastModified\":\"").append(lastModified);
        open.append("\",\"location\":\"").append(quotedUrl).append(type.endpoint());
        open.append('/').append(id);
        open.append("\",\"version\":\"W/\\\"").append(version).append("\\\"\"}}");
    }
}

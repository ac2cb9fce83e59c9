package dev.rollcall.scimendpoint.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.rollcall.scim.resource.ListResponse;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceTypes;
import dev.rollcall.scim.schema.Schema;
import dev.rollcall.scim.schema.Schemas;
import dev.rollcall.scimendpoint.http.Answers;
import dev.rollcall.scimendpoint.http.ResourceBase;
import dev.rollcall.scimendpoint.limit.Limits;
import dev.rollcall.scimendpoint.list.Lists;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The discovery documents: those of every connection rendered once, and once for each User type with extensions of a connection's own, as long as that is known. */
@ApplicationScoped
public class DiscoveryDocuments {
    private final String baseUrl;
    private final byte[] serviceProviderConfig;
    private final Rendered everyConnections;
    private final LoadingCache<ResourceType, Rendered> ofSome;

    DiscoveryDocuments(ResourceBase base) {
        baseUrl = base.url();
        serviceProviderConfig = Answers.bytes(serviceProviderConfig(baseUrl));
        everyConnections = Rendered.of(ResourceTypes.USER, baseUrl);
        ofSome = Caffeine.newBuilder().weakKeys().build(user -> Rendered.of(user, baseUrl));
    }

    byte[] serviceProviderConfig() {
        return serviceProviderConfig;
    }

    /** What a client sees whose Users are of that type. */
    Rendered of(ResourceType user) {
        return user.extended() ? ofSome.get(user) : everyConnections;
    }

    /** Types and schemas, as lists and each by itself. */
    static final class Rendered {
        private final byte[] resourceTypes;
        private final byte[] schemas;
        private final Map<String, byte[]> byResourceType = new LinkedHashMap<>();
        private final Map<String, byte[]> bySchema = new LinkedHashMap<>();

        private Rendered(List<ObjectNode> types, List<ObjectNode> documents) {
            resourceTypes = list(types);
            schemas = list(documents);
            types.forEach(type -> byResourceType.put(type.path("id").asText(), Answers.bytes(type)));
            documents.forEach(
                    schema -> bySchema.put(schema.path("id").asText().toLowerCase(Locale.ROOT), Answers.bytes(schema)));
        }

        private static byte[] list(List<ObjectNode> all) {
            List<String> documents = all.stream().map(ObjectNode::toString).toList();
            return ListResponse.render(documents.size(), 1, documents).getBytes(StandardCharsets.UTF_8);
        }

        static Rendered of(ResourceType user, String baseUrl) {
            Stream<Schema> own = user.ownExtensions().stream().map(ResourceType.Extension::schema);
            return new Rendered(
                    Stream.of(user, ResourceTypes.GROUP)
                            .map(type -> type.toJson(baseUrl))
                            .toList(),
                    Stream.concat(Schemas.ALL.stream(), own)
                            .map(schema -> schema.toJson(baseUrl))
                            .toList());
        }

        byte[] resourceTypes() {
            return resourceTypes;
        }

        Optional<byte[]> findResourceType(String name) {
            return Optional.ofNullable(byResourceType.get(name));
        }

        byte[] schemas() {
            return schemas;
        }

        /** By URN; RFC 8141 §3.1 compares most of a URN without regard to case. */
        Optional<byte[]> findSchema(String urn) {
            return Optional.ofNullable(bySchema.get(urn.toLowerCase(Locale.ROOT)));
        }
    }

    /** RFC 7643 §5; R-SCIM-7. */
    private static ObjectNode serviceProviderConfig(String baseUrl) {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        config.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig");
        config.putObject("patch").put("supported", true);
        config.putObject("bulk")
                .put("supported", true)
                .put("maxOperations", Limits.BULK_OPERATIONS_MAX)
                .put("maxPayloadSize", Limits.BULK_BODY_MAX);
        config.putObject("filter").put("supported", true).put("maxResults", Limits.PAGE_MAX);
        config.putObject("pagination")
                .put("cursor", true)
                .put("index", true)
                .put("defaultPaginationMethod", "index")
                .put("defaultPageSize", Limits.PAGE_DEFAULT)
                .put("maxPageSize", Limits.PAGE_MAX)
                .put("cursorTimeout", Lists.CURSOR_LIFETIME.toSeconds());
        config.putObject("changePassword").put("supported", false);
        config.putObject("sort").put("supported", true);
        config.putObject("etag").put("supported", true);
        ArrayNode schemes = config.putArray("authenticationSchemes");
        schemes.addObject()
                .put("type", "oauthbearertoken")
                .put("name", "OAuth 2.0 Bearer Token")
                .put("description", "The connection's SCIM token, sent as Authorization: Bearer")
                .put("specUri", "https://www.rfc-editor.org/info/rfc6750")
                .put("primary", true);
        schemes.addObject()
                .put("type", "oauth2")
                .put("name", "OAuth 2.0 Client Credentials")
                .put("description", "An access token from " + baseUrl + "/oauth/token, sent as Authorization: Bearer")
                .put("specUri", "https://www.rfc-editor.org/info/rfc6749")
                .put("primary", false);
        config.putObject("meta")
                .put("resourceType", "ServiceProviderConfig")
                .put("location", baseUrl + "/ServiceProviderConfig");
        return config;
    }
}

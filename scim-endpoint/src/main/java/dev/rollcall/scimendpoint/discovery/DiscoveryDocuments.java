package dev.rollcall.scimendpoint.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.resource.ListResponse;
import dev.rollcall.scim.schema.ResourceTypes;
import dev.rollcall.scim.schema.Schemas;
import dev.rollcall.scimendpoint.http.Answers;
import dev.rollcall.scimendpoint.http.ResourceBase;
import dev.rollcall.scimendpoint.limit.Limits;
import dev.rollcall.scimendpoint.list.Lists;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The discovery documents, rendered once: they do not change while the service runs. */
@ApplicationScoped
public class DiscoveryDocuments {
    private final byte[] serviceProviderConfig;
    private final byte[] resourceTypes;
    private final byte[] schemas;
    private final Map<String, byte[]> byResourceType = new LinkedHashMap<>();
    private final Map<String, byte[]> bySchema = new LinkedHashMap<>();

    DiscoveryDocuments(ResourceBase base) {
        serviceProviderConfig = Answers.bytes(serviceProviderConfig(base.url()));
        List<ObjectNode> types =
                ResourceTypes.ALL.stream().map(type -> type.toJson(base.url())).toList();
        List<ObjectNode> documents =
                Schemas.ALL.stream().map(schema -> schema.toJson(base.url())).toList();
        resourceTypes = Answers.bytes(ListResponse.render(types.size(), 1, types));
        schemas = Answers.bytes(ListResponse.render(documents.size(), 1, documents));
        types.forEach(type -> byResourceType.put(type.path("id").asText(), Answers.bytes(type)));
        documents.forEach(
                schema -> bySchema.put(schema.path("id").asText().toLowerCase(Locale.ROOT), Answers.bytes(schema)));
    }

    byte[] serviceProviderConfig() {
        return serviceProviderConfig;
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

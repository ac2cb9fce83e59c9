package dev.rollcall.scimendpoint.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;

/** Answers with a SCIM body. */
public final class Answers {
    private static final MediaType SCIM_JSON = new MediaType("application", "scim+json");
    private static final ObjectWriter WRITER = new ObjectMapper().writer();

    private Answers() {}

    public static ResponseBuilder with(int status, ObjectNode body) {
        return with(status, bytes(body));
    }

    /** A body rendered before. */
    public static ResponseBuilder with(int status, byte[] body) {
        return Response.status(status).type(SCIM_JSON).entity(body);
    }

    /** UTF-8. */
    public static byte[] bytes(ObjectNode body) {
        try {
            return WRITER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree can always be written", e);
        }
    }
}

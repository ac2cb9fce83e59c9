package dev.rollcall.scimendpoint.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Answers with a SCIM body. */
public final class Answers {
    private static final MediaType SCIM_JSON = new MediaType("application", "scim+json");
    /** Shared buffers: Jackson's own pool is per thread, and each request has a virtual thread of its own. */
    private static final ObjectWriter WRITER = new ObjectMapper(JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                    .build())
            .writer();

    private Answers() {}

    public static ResponseBuilder with(int status, ObjectNode body) {
        return with(status, bytes(body));
    }

    /** @param body JSON */
    public static ResponseBuilder with(int status, String body) {
        return with(status, body.getBytes(StandardCharsets.UTF_8));
    }

    /** A body rendered before. */
    public static ResponseBuilder with(int status, byte[] body) {
        return Response.status(status).type(SCIM_JSON).entity(body);
    }

    /** For a body too large to be rendered whole. Does not close the stream, nor end by itself what an exception interrupted. */
    public static JsonGenerator generator(OutputStream out) throws IOException {
        return WRITER.createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
    }

    public static ResponseBuilder with(int status, StreamingOutput body) {
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

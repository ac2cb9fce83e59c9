package dev.rollcall.scimendpoint.membership;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceTypes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The User type of each connection, made once for the same extensions: not for a request, nor for a judgement of a token. */
@ApplicationScoped
public class UserTypes {
    /** Connections with extensions that are active at the same time on one replica; another is made again, in a millisecond. */
    private static final int KNOWN_MAX = 1_000;

    private final LoadingCache<List<ObjectNode>, ResourceType> known =
            Caffeine.newBuilder().maximumSize(KNOWN_MAX).build(ResourceTypes::user);

    /** @param extensions as the contract carries them, not to be changed */
    public ResourceType of(List<ObjectNode> extensions) {
        return extensions.isEmpty() ? ResourceTypes.USER : known.get(extensions);
    }
}

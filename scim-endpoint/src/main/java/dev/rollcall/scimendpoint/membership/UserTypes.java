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
    /**
     * Characters of the documents kept at the same time on one replica, some thousand connections' or a hundred of the largest: what is
     * made of them is several times as large. Another is made again, in a millisecond.
     */
    private static final long KNOWN_LENGTH_MAX = 16_000_000;

    private final LoadingCache<List<ObjectNode>, ResourceType> known = Caffeine.newBuilder()
            .maximumWeight(KNOWN_LENGTH_MAX)
            .weigher((List<ObjectNode> extensions, ResourceType type) ->
                    extensions.toString().length())
            .build(ResourceTypes::user);

    /** @param extensions as the contract carries them, not to be changed */
    public ResourceType of(List<ObjectNode> extensions) {
        return extensions.isEmpty() ? ResourceTypes.USER : known.get(extensions);
    }
}

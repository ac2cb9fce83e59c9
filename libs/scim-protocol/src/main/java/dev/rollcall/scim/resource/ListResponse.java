package dev.rollcall.scim.resource;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** List responses (RFC 7644 §3.4.2), as JSON: what a page consists of is written already, and only put together here. */
public final class ListResponse {
    public static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

    private ListResponse() {}

    /**
     * Numbers are JSON integers (O1), and {@code Resources} is there even when empty: Entra's connection test wants it (E1).
     *
     * @param total matches on all pages
     * @param startIndex 1-based
     * @param resources of this page, each a JSON object
     */
    public static String render(long total, long startIndex, List<String> resources) {
        return render(total, ",\"startIndex\":" + startIndex, "", resources);
    }

    /**
     * A page that was asked for by cursor (RFC 9865 §2).
     *
     * @param total matches on all pages, as of the walk's beginning
     * @param nextCursor leads to the next page; null on the last one
     */
    public static String render(long total, List<String> resources, @Nullable String nextCursor) {
        String next = nextCursor == null
                ? ""
                : ",\"nextCursor\":\""
                        + new String(JsonStringEncoder.getInstance().quoteAsString(nextCursor)) + '"';
        return render(total, "", next, resources);
    }

    private static String render(long total, String place, String next, List<String> resources) {
        StringBuilder list = new StringBuilder(
                300 + resources.stream().mapToInt(String::length).sum() + resources.size());
        list.append("{\"schemas\":[\"").append(SCHEMA).append("\"],\"totalResults\":");
        list.append(total).append(place).append(",\"itemsPerPage\":").append(resources.size());
        list.append(next).append(",\"Resources\":[");
        String separator = "";
        for (String resource : resources) {
            list.append(separator).append(resource);
            separator = ",";
        }
        return list.append("]}").toString();
    }
}

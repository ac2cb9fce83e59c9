package dev.rollcall.benchmarks.scenario;

import dev.rollcall.benchmarks.http.KeepAliveConnection;
import dev.rollcall.benchmarks.http.WrongAnswer;
import dev.rollcall.benchmarks.load.Workload;
import dev.rollcall.benchmarks.suite.UserBody;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * S6: all users read in pages of {@value #PAGE} over one connection, again and again. A walk that was begun is finished.
 *
 * <p>Every page must have its number of users, each after the one before it in the order of ids: so none is missed or shown twice.
 */
final class PageWalk implements Workload {
    static final int PAGE = 100;

    private static final Pattern TOTAL = Pattern.compile("\"totalResults\"\\s*:\\s*([0-9]+)");

    /** How a page is asked for. */
    enum By {
        /** RFC 7644 §3.4.2.4. */
        INDEX,
        /** RFC 9865. */
        CURSOR
    }

    private final KeepAliveConnection http;
    private final By by;
    private final int users;
    private int passed;
    private String last = "";
    private String cursor = "";

    PageWalk(URI scim, String token, By by) throws IOException {
        this.http = new KeepAliveConnection(scim, token);
        this.by = by;
        Matcher total = TOTAL.matcher(http.get(UserBody.USERS + "?count=0")
                .require(200, "totalResults")
                .text());
        this.users = total.find() ? Integer.parseInt(total.group(1)) : 0;
    }

    @Override
    public void once(int worker) throws IOException {
        String place = switch (by) {
            case INDEX -> "startIndex=" + (passed + 1);
            case CURSOR -> "cursor=" + cursor;
        };
        Page page = Page.of(http.get(UserBody.USERS + "?" + place + "&count=" + PAGE)
                .require(200, "\"totalResults\":" + users)
                .body());
        if (page.users() != Math.min(PAGE, users - passed) || page.first().compareTo(last) <= 0 || !page.ordered()) {
            throw new WrongAnswer("the page behind " + passed + " of " + users + " users holds " + page.users()
                    + (page.ordered() ? "" : ", not in order") + ", from " + page.first() + " after " + last);
        }
        passed += page.users();
        last = page.last();
        cursor = page.next() == null ? "" : page.next();
        if (by == By.CURSOR && cursor.isEmpty() != (passed == users)) {
            throw new WrongAnswer("the cursor walk ends after " + passed + " of " + users + " users");
        }
        if (mayPause(worker)) {
            passed = 0;
            last = "";
        }
    }

    /** Pages of a whole walk. */
    int pages() {
        return (users + PAGE - 1) / PAGE;
    }

    @Override
    public boolean mayPause(int worker) {
        return passed == users || passed == 0;
    }

    @Override
    public void close() throws IOException {
        http.close();
    }

    /**
     * What a page says, read without taking its JSON apart: the generator shares the cores, and took a fifth of each round for that.
     *
     * @param first lowest id, as it stands first
     * @param last id of its last user
     * @param ordered whether ids rise
     * @param next cursor of the page that follows; null when there is none
     */
    record Page(
            int users,
            String first,
            String last,
            boolean ordered,
            @Nullable String next) {
        /** A user's {@code id} follows its {@code schemas}; no other one does. */
        private static final String ID = "],\"id\":\"";

        private static final String NEXT = "\"nextCursor\":\"";
        private static final String RESOURCES = "\"Resources\":[";

        /** Of a compact body; one that is written otherwise seems to hold nobody, which fails the walk. */
        static Page of(byte[] body) {
            String text = new String(body, StandardCharsets.ISO_8859_1);
            int users = 0;
            String first = "";
            String last = "";
            boolean ordered = true;
            int from = Math.max(0, text.indexOf(RESOURCES));
            for (int at = text.indexOf(ID, from); at >= 0; at = text.indexOf(ID, at)) {
                at += ID.length();
                String id = text.substring(at, text.indexOf('"', at));
                ordered &= users == 0 || id.compareTo(last) > 0;
                first = users == 0 ? id : first;
                last = id;
                users++;
            }
            int next = text.substring(0, from).indexOf(NEXT);
            return new Page(users, first, last, ordered, next < 0 ? null : cursor(text, next + NEXT.length()));
        }

        private static String cursor(String text, int from) {
            return text.substring(from, text.indexOf('"', from));
        }
    }
}

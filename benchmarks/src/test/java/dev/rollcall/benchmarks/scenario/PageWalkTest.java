package dev.rollcall.benchmarks.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PageWalkTest {

    @Test
    void aPageTellsItsUsersInTheirOrderAndWhereToGoOn() throws Exception {
        // given: ids of other things than users are not counted
        String page = """
                {"schemas":["urn:x"],"totalResults":7,"nextCursor":"abc","Resources":[
                  {"schemas":["urn:y"],"id":"01","groups":[{"id":"99","value":"98"}],"meta":{"id":"97"}},
                  {"schemas":["urn:y","urn:z"],"id":"02","name":{"id":"96"}}]}""";

        // when
        PageWalk.Page read = PageWalk.Page.of(page.getBytes(StandardCharsets.UTF_8));

        // then
        assertThat(read).isEqualTo(new PageWalk.Page(2, "01", "02", true, "abc"));
    }

    @Test
    void aUserThatComesAgainIsNoOrder() throws Exception {
        assertThat(PageWalk.Page.of("{\"Resources\":[{\"schemas\":[],\"id\":\"01\"},{\"schemas\":[],\"id\":\"01\"}]}"
                                .getBytes(StandardCharsets.UTF_8))
                        .ordered())
                .isFalse();
        assertThat(PageWalk.Page.of("{\"Resources\":[]}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new PageWalk.Page(0, "", "", true, null));
    }
}

package dev.rollcall.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.benchmarks.http.Answer;
import dev.rollcall.benchmarks.http.WrongAnswer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BulkBodyTest {

    @Test
    void everyOperationIsToldOfByItself() throws Exception {
        // given
        Answer answer = bulk("""
                {"bulkId":"0","status":"201","location":"http://localhost/scim/v2/Users/01"},
                {"bulkId":"1","status":"409","response":{"scimType":"uniqueness"}}""");

        // when
        List<BulkBody.Outcome> outcomes = BulkBody.outcomes(answer, 2);

        // then
        assertThat(outcomes.getFirst().requireId()).isEqualTo("01");
        assertThat(outcomes.getLast().status()).isEqualTo(409);
        assertThatThrownBy(() -> outcomes.getLast().requireId())
                .isInstanceOf(WrongAnswer.class)
                .hasMessageContaining("uniqueness");
    }

    @Test
    void anAnswerThatKeepsSilentAboutOneIsWrong() {
        assertThatThrownBy(() -> BulkBody.outcomes(bulk("{\"bulkId\":\"0\",\"status\":\"201\"}"), 2))
                .isInstanceOf(WrongAnswer.class)
                .hasMessage("asked 2 operations, told of 1");
        assertThatThrownBy(() -> BulkBody.outcomes(bulk("{\"bulkId\":\"1\",\"status\":\"201\"}"), 1))
                .isInstanceOf(WrongAnswer.class);
    }

    private static Answer bulk(String operations) {
        String body = "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkResponse\"],\"Operations\":["
                + operations + "]}";
        return new Answer(200, null, body.getBytes(StandardCharsets.UTF_8));
    }
}

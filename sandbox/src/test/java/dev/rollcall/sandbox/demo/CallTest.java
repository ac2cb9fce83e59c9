package dev.rollcall.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CallTest {
    @Test
    void aFilterIsPercentEncodedAndAFlagStaysBare() {
        Call call = Call.get("/Users?filter=emails[type eq \"work\"].value eq \"a+b@c.d\"&aadOptscim062020");

        assertThat(call.encodedPath())
                .isEqualTo("/Users?filter=emails%5Btype%20eq%20%22work%22%5D.value%20eq%20%22a%2Bb%40c.d%22"
                        + "&aadOptscim062020");
    }

    @Test
    void keptValuesTakeTheirPlacesAndUnknownNamesAreTold() {
        // given
        Kept kept = new Kept(Map.of("run", "r7"));
        Step step = Step.of(Idp.OKTA, "n", "w", Call.get("/Users/${ada}?x=${run}"), Expected.status(200))
                .keeping("ada", "/id");

        // when
        boolean possibleBefore = kept.missing(step.call()).isEmpty();
        kept.keep(step, Given.json("{\"id\":\"i$1\"}"));

        // then
        assertThat(possibleBefore).isFalse();
        assertThat(kept.missing(step.call())).isEmpty();
        assertThat(step.call().filled(kept::fill).path()).isEqualTo("/Users/i$1?x=r7");
    }

    @Test
    void anAnswerWithoutTheValueLeavesItUnknown() {
        Kept kept = new Kept(Map.of());
        Step step = Step.of(Idp.OKTA, "n", "w", Call.get("/Users/${ada}"), Expected.status(200))
                .keeping("ada", "/id");

        kept.keep(step, Given.json("{\"detail\":\"no\"}"));

        assertThat(kept.missing(step.call())).containsExactly("ada");
    }

    /** O1: Okta sends a Content-Type with a GET, too. */
    @Test
    void onlyOktaTypesARequestWithoutABody() {
        assertThat(Idp.OKTA.contentType(Call.get("/Users"))).contains("application/scim+json; charset=utf-8");
        assertThat(Idp.ENTRA.contentType(Call.get("/Users"))).isEmpty();
        assertThat(Idp.ENTRA.contentType(Call.post("/Users", "{}"))).isPresent();
    }
}

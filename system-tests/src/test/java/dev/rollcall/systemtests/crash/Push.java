package dev.rollcall.systemtests.crash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.systemtests.suite.Answer;
import dev.rollcall.systemtests.suite.Await;
import dev.rollcall.systemtests.suite.Http;
import dev.rollcall.systemtests.suite.People;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * An identity provider that creates users and does not give up: it repeats what was not answered, and what was answered with 5xx or 429;
 * a conflict after a try of unknown end makes it look whether the user is there.
 */
final class Push {
    private static final Duration PATIENCE = Duration.ofSeconds(180); // for one user, over a restart on a busy machine
    private static final int AT_ONCE = 4;

    private final Http scim;
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    Push(Http scim) {
        this.scim = scim;
    }

    /** SCIM id by user name: those of whom we were told that they exist. */
    Map<String, String> acknowledged() {
        return acknowledged;
    }

    /** Creates them all; {@code middle} runs once, when about a quarter is done and the rest is on its way. */
    void run(List<String> mails, Runnable middle) throws InterruptedException {
        CountDownLatch quarter = new CountDownLatch(mails.size() / 4);
        try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> all = new ArrayList<>();
            for (String mail : mails) {
                all.add(workers.submit(() -> {
                    create(mail);
                    quarter.countDown();
                }));
            }
            quarter.await();
            middle.run();
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("a user could not be created", e.getCause());
        }
    }

    private void create(String mail) {
        boolean[] uncertain = {false};
        Await.until(mail + " is created", PATIENCE, () -> attempt(mail, uncertain), Boolean::booleanValue);
    }

    private boolean attempt(String mail, boolean[] uncertain) {
        try {
            Answer answer = scim.attempt("POST", "/Users", People.okta(mail));
            if (answer.status() == 201) {
                acknowledged.put(mail, answer.id());
                return true;
            }
            if (answer.status() == 409 && uncertain[0]) {
                return lookUp(mail);
            }
            if (answer.status() >= 500 || answer.status() == 429) {
                uncertain[0] |= answer.status() >= 500;
                return false;
            }
            throw new AssertionError("an answer that no identity provider would try again: " + answer);
        } catch (IOException e) {
            uncertain[0] = true;
            return false;
        }
    }

    private boolean lookUp(String mail) throws IOException {
        Answer answer = scim.attempt("GET", "/Users" + People.filter("userName eq \"" + mail + "\""), null);
        if (answer.status() != 200) {
            return false;
        }
        JsonNode found = answer.json();
        if (found.path("totalResults").asInt() != 1) {
            throw new AssertionError("a conflict with nobody, or with more than one: " + answer);
        }
        acknowledged.put(mail, found.at("/Resources/0/id").asText());
        return true;
    }
}

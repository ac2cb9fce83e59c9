package dev.rollcall.sandbox.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.sandbox.suite.SandboxFailure;
import dev.rollcall.sandbox.suite.SandboxFile;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mail}: what the suite has sent: a line for each, or the last one whole. */
@Command(name = "mail")
final class MailCommand implements Callable<Integer> {
    @Option(names = "--to")
    String to = "";

    @Option(names = "--last")
    boolean last;

    @Override
    public Integer call() throws IOException, InterruptedException {
        SandboxFile suite = SandboxFile.read(Place.current().home());
        JsonNode mails = mails(suite.mail().url());
        if (mails.isEmpty()) {
            System.out.println("No mail" + (to.isEmpty() ? "" : " to " + to) + " yet.");
            return 0;
        }
        if (last) {
            JsonNode mail = mails.get(mails.size() - 1);
            System.out.println("To: " + mail.path("to").asText());
            System.out.println("Subject: " + mail.path("subject").asText());
            System.out.println();
            System.out.println(mail.path("text").asText());
            return 0;
        }
        for (JsonNode mail : mails) {
            System.out.printf(
                    "%s  %-30s  %s%n",
                    mail.path("receivedAt").asText(),
                    mail.path("to").asText(),
                    mail.path("subject").asText());
        }
        return 0;
    }

    private JsonNode mails(String url) throws IOException, InterruptedException {
        String query = to.isEmpty() ? "" : "?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(url + "/mails" + query)).build(),
                    HttpResponse.BodyHandlers.ofString());
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new SandboxFailure("The mail sink at " + url + " does not answer: " + e.getMessage(), e);
        }
    }
}

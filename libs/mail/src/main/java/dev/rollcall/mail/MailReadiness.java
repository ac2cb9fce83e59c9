package dev.rollcall.mail;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says how mail does. Never a reason to take a replica out of service: everything but mail works without it. */
@Readiness
@ApplicationScoped
class MailReadiness implements HealthCheck {
    private final MailDelivery delivery;

    MailReadiness(MailDelivery delivery) {
        this.delivery = delivery;
    }

    @Override
    public HealthCheckResponse call() {
        String failure = delivery.failure();
        String state = !delivery.configured() ? "NOT_CONFIGURED" : failure == null ? "SENDING" : "FAILING";
        var answer = HealthCheckResponse.named("mail").up().withData("state", state);
        return failure == null
                ? answer.build()
                : answer.withData("lastFailure", failure).build();
    }
}

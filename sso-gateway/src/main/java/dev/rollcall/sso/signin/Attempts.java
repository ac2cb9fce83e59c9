package dev.rollcall.sso.signin;

import dev.rollcall.sso.signin.Attempt.Channel;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;

/** Reads where the current request comes from. Forwarding headers count only where the deployment says that its proxy sets them. */
@ApplicationScoped
public class Attempts {
    private final HttpServerRequest request;

    Attempts(HttpServerRequest request) {
        this.request = request;
    }

    public Attempt current(Channel channel) {
        SocketAddress remote = request.remoteAddress();
        String address = remote == null ? null : remote.hostAddress();
        String userAgent = request.getHeader(HttpHeaders.USER_AGENT);
        return new Attempt(channel, address == null ? "unknown" : address, userAgent == null ? "" : userAgent);
    }
}

package dev.rollcall.systemtests.keycloak.push;

import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.keycloak.Config;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Where to push comes by environment variables, so that Keycloak need not be built again for another address. */
public final class ScimPushFactory implements EventListenerProviderFactory {
    public static final String ID = "rollcall-scim";
    public static final String URL = "ROLLCALL_SCIM_BASE_URL";
    public static final String TOKEN = "ROLLCALL_SCIM_TOKEN";

    private ExecutorService pushes;
    private ScimTarget target;

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new ScimPush(session, pushes, target);
    }

    /** One thread: what happened first is pushed first. */
    @Override
    public void init(Config.Scope scope) {
        pushes = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("scim-push").factory());
    }

    /** Keycloak initialises its providers when it is built, too, where there is nowhere to push to. */
    @Override
    public void postInit(KeycloakSessionFactory factory) {
        String url = System.getenv(URL);
        target = url == null ? null : new ScimTarget(URI.create(url), System.getenv(TOKEN));
    }

    @Override
    public void close() {
        pushes.shutdownNow();
    }

    @Override
    public String getId() {
        return ID;
    }
}

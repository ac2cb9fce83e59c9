package dev.rollcall.systemtests.keycloak.push;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Tells a SCIM service of what an administrator did, once it is done for certain. */
final class ScimPush implements EventListenerProvider {
    private static final System.Logger LOG = System.getLogger(ScimPush.class.getName());

    private final KeycloakSession session;
    private final ExecutorService pushes;
    private final ScimTarget target;

    ScimPush(KeycloakSession session, ExecutorService pushes, ScimTarget target) {
        this.session = session;
        this.pushes = pushes;
        this.target = target;
    }

    /** What people do themselves is of no interest here. */
    @Override
    public void onEvent(Event event) {}

    @Override
    public void onEvent(AdminEvent event, boolean withRepresentation) {
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        AdminEvent kept = new AdminEvent(event);
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                pushes.submit(() -> push(factory, kept));
            }

            @Override
            protected void rollbackImpl() {}
        });
    }

    @Override
    public void close() {}

    private void push(KeycloakSessionFactory factory, AdminEvent event) {
        try {
            KeycloakModelUtils.runJobInTransaction(factory, now -> push(now, event));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "not pushed: " + event.getResourcePath(), e);
        }
    }

    private void push(KeycloakSession now, AdminEvent event) {
        RealmModel realm = now.realms().getRealm(event.getRealmId());
        now.getContext().setRealm(realm);
        String[] path = event.getResourcePath().split("/");
        ResourceType type = event.getResourceType();
        boolean delete = event.getOperationType() == OperationType.DELETE;
        try {
            if (type == ResourceType.USER && path.length == 2) {
                if (delete) {
                    target.deleteUser(path[1]);
                } else {
                    target.pushUser(now.users().getUserById(realm, path[1]));
                }
            } else if (type == ResourceType.GROUP && path.length == 2) {
                if (delete) {
                    target.deleteGroup(path[1]);
                } else {
                    target.pushGroup(now.groups().getGroupById(realm, path[1]));
                }
            } else if (type == ResourceType.GROUP_MEMBERSHIP && path.length == 4) {
                target.pushMembership(path[1], path[3], !delete);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

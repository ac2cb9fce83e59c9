package dev.rollcall.systemtests.clients;

import static dev.rollcall.systemtests.suite.People.ENTERPRISE;
import static dev.rollcall.systemtests.suite.People.GROUP;
import static dev.rollcall.systemtests.suite.People.USER;
import static dev.rollcall.systemtests.suite.People.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.unboundid.scim2.client.ScimService;
import com.unboundid.scim2.common.BaseScimResource;
import com.unboundid.scim2.common.exceptions.BadRequestException;
import com.unboundid.scim2.common.exceptions.NotModifiedException;
import com.unboundid.scim2.common.exceptions.PreconditionFailedException;
import com.unboundid.scim2.common.exceptions.ResourceConflictException;
import com.unboundid.scim2.common.exceptions.ResourceNotFoundException;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.exceptions.UnauthorizedException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.messages.ListResponse;
import com.unboundid.scim2.common.messages.SortOrder;
import com.unboundid.scim2.common.types.Email;
import com.unboundid.scim2.common.types.EnterpriseUserExtension;
import com.unboundid.scim2.common.types.GroupResource;
import com.unboundid.scim2.common.types.Member;
import com.unboundid.scim2.common.types.Name;
import com.unboundid.scim2.common.types.PhoneNumber;
import com.unboundid.scim2.common.types.ResourceTypeResource;
import com.unboundid.scim2.common.types.SchemaResource;
import com.unboundid.scim2.common.types.ServiceProviderConfigResource;
import com.unboundid.scim2.common.types.UserResource;
import dev.rollcall.systemtests.suite.RunningSuite;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A whole life of users and groups through a client that others wrote, and through nothing else. It knows no Bulk. */
class IndependentClientST {
    private final ScimService scim = ForeignClient.of(RunningSuite.get().scim("conformance"));

    /** R-SCIM-2. */
    @Test
    void itFindsOutWhatTheServiceCan() throws ScimException {
        ServiceProviderConfigResource config;
        // RFC 9865 §4 adds "pagination", which the client's class does not know and, unless told so, refuses (RFC 7643
        // §5 lets us add).
        BaseScimResource.IGNORE_UNKNOWN_FIELDS = true;
        try {
            config = scim.getServiceProviderConfig();
        } finally {
            BaseScimResource.IGNORE_UNKNOWN_FIELDS = false;
        }
        ListResponse<ResourceTypeResource> types = scim.getResourceTypes();
        ListResponse<SchemaResource> schemas = scim.getSchemas();

        assertThat(config.getPatch().isSupported()).isTrue();
        assertThat(config.getBulk().isSupported()).isTrue();
        assertThat(config.getFilter().isSupported()).isTrue();
        assertThat(config.getFilter().getMaxResults()).isPositive();
        assertThat(config.getSort().isSupported()).isTrue();
        assertThat(config.getEtag().isSupported()).isTrue();
        assertThat(config.getAuthenticationSchemes()).isNotEmpty();
        assertThat(types).extracting(ResourceTypeResource::getName).contains("User", "Group");
        assertThat(schemas).extracting(SchemaResource::getId).contains(USER, GROUP, ENTERPRISE);
        assertThat(scim.getResourceType("User").getSchemaExtensions())
                .extracting(extension -> extension.getSchema().toString())
                .contains(ENTERPRISE);
        assertThat(scim.getSchema(USER).getAttributes())
                .extracting(attribute -> attribute.getName())
                .contains("userName", "emails");
    }

    /** R-SCIM-8, R-SCIM-11, R-SCIM-13, R-SCIM-14. */
    @Test
    void aUserIsCreatedReadReplacedAndDeleted() throws ScimException {
        UserResource user = barbara();

        UserResource created = scim.create("Users", user);
        UserResource read = scim.retrieve(created);
        read.setTitle("Tour Guide").setNickName("Babs");
        read.setActive(false);
        UserResource replaced = scim.replace(read);
        UserResource again = scim.retrieve("Users", created.getId(), UserResource.class);
        scim.delete(again);

        assertThat(created.getId()).isNotBlank();
        assertThat(created.getMeta().getLocation().toString()).endsWith("/Users/" + created.getId());
        assertThat(created.getUserName()).isEqualTo(user.getUserName());
        assertThat(created.getName()).isEqualTo(user.getName());
        assertThat(created.getEmails()).isEqualTo(user.getEmails());
        assertThat(created.getExtension(EnterpriseUserExtension.class).getEmployeeNumber())
                .isEqualTo("701984");
        assertThat(replaced.getTitle()).isEqualTo("Tour Guide");
        assertThat(again.getNickName()).isEqualTo("Babs");
        assertThat(again.getActive()).isFalse();
        assertThat(again.getMeta().getVersion()).isNotEqualTo(created.getMeta().getVersion());
        ResourceNotFoundException gone = refusal(ResourceNotFoundException.class, () -> scim.retrieve(created));
        assertThat(gone.getScimError().getDetail()).isNotBlank();
        assertThat(refusal(ResourceNotFoundException.class, () -> scim.delete(created)))
                .isNotNull();
    }

    /** RFC 7644 §3.5.2: value paths, the extension's attributes by their URN, all three operations. */
    @Test
    void aUserIsPatchedByPathsAndValuePaths() throws ScimException {
        UserResource created = scim.create("Users", barbara());

        UserResource patched = scim.modifyRequest(created)
                .replaceValue("name.givenName", "Babs")
                .replaceValue("emails[type eq \"work\"].value", "babs@elsewhere.example")
                .addValues(
                        "phoneNumbers",
                        new PhoneNumber().setType("mobile").setValue("tel:+1-201-555-0123"),
                        new PhoneNumber().setType("work").setValue("tel:+1-201-555-0124"))
                .replaceValue(ENTERPRISE + ":department", "Tours")
                .replaceValue("active", false)
                .removeValues(ENTERPRISE + ":employeeNumber")
                .removeValues("emails[type eq \"home\"]")
                .invoke();

        assertThat(patched.getName().getGivenName()).isEqualTo("Babs");
        assertThat(patched.getName().getFamilyName()).isEqualTo("Jensen");
        assertThat(patched.getEmails()).extracting(Email::getValue).containsExactly("babs@elsewhere.example");
        assertThat(patched.getPhoneNumbers()).extracting(PhoneNumber::getType).containsExactly("mobile", "work");
        assertThat(patched.getActive()).isFalse();
        EnterpriseUserExtension extension = patched.getExtension(EnterpriseUserExtension.class);
        assertThat(extension.getDepartment()).isEqualTo("Tours");
        assertThat(extension.getEmployeeNumber()).isNull();
        assertThat(scim.retrieve(created)).isEqualTo(patched);
    }

    /** R-SCIM-41, R-SCIM-43: filters of its builder, sorted, page by page; the same by {@code /.search}. */
    @Test
    void usersAreSearchedSortedAndPaged() throws ScimException {
        String family = unique("Guide");
        for (String given : List.of("Carol", "Alice", "Eve", "Bob", "Dave")) {
            UserResource user = barbara().setName(new Name().setGivenName(given).setFamilyName(family));
            scim.create("Users", user.setTitle(given.length() == 5 ? "long" : "short"));
        }
        Filter guides = Filter.and(Filter.eq("name.familyName", family), Filter.pr("emails"));

        List<String> given = new ArrayList<>();
        for (int start = 1; start <= 5; start += 2) {
            ListResponse<UserResource> page = scim.searchRequest("Users")
                    .filter(guides)
                    .sort("name.givenName", SortOrder.DESCENDING)
                    .page(start, 2)
                    .invoke(UserResource.class);
            assertThat(page.getTotalResults()).isEqualTo(5);
            assertThat(page.getStartIndex()).isEqualTo(start);
            page.forEach(user -> given.add(user.getName().getGivenName()));
        }
        ListResponse<UserResource> few = scim.searchRequest("Users")
                .filter(Filter.and(
                        Filter.eq("name.familyName", family),
                        Filter.or(Filter.sw("name.givenName", "a"), Filter.not(Filter.eq("title", "long")))))
                .sort("name.givenName", SortOrder.ASCENDING)
                .attributes("name.givenName")
                .invokePost(UserResource.class);

        assertThat(given).containsExactly("Eve", "Dave", "Carol", "Bob", "Alice");
        assertThat(few)
                .extracting(user -> user.getName().getGivenName())
                .containsExactly("Alice", "Bob", "Dave", "Eve");
        assertThat(few).allSatisfy(user -> assertThat(user.getUserName()).isNull());
        assertThat(scim.search("Users", complex(family), UserResource.class).getTotalResults())
                .isEqualTo(5);
        assertThat(scim.search("Users", "name.familyName eq \"" + unique("nobody") + "\"", UserResource.class))
                .isEmpty();
    }

    private static String complex(String family) throws BadRequestException {
        return Filter.and(
                        Filter.eq("name.familyName", family),
                        Filter.hasComplexValue(
                                "emails", Filter.and(Filter.eq("type", "work"), Filter.ew("value", ".example"))))
                .toString();
    }

    /** R-SCIM-46: as the client sends versions, so that the second of two writers learns of the first. */
    @Test
    void versionsDecideWhoMayChangeAndWhoMustReadAgain() throws ScimException {
        UserResource mine = scim.create("Users", barbara());
        UserResource theirs = scim.retrieve(mine);

        refusal(
                NotModifiedException.class,
                () -> scim.retrieveRequest(mine).ifNoneMatch().invoke());
        UserResource changed = scim.modifyRequest(theirs)
                .ifMatch()
                .replaceValue("title", "first")
                .invoke();
        mine.setTitle("second");

        refusal(
                PreconditionFailedException.class,
                () -> scim.replaceRequest(mine).ifMatch().invoke());
        refusal(
                PreconditionFailedException.class,
                () -> scim.modifyRequest(mine)
                        .ifMatch()
                        .replaceValue("title", "second")
                        .invoke());
        refusal(
                PreconditionFailedException.class,
                () -> scim.deleteRequest("Users", mine.getId())
                        .ifMatch(mine.getMeta().getVersion())
                        .invoke());
        assertThat(scim.retrieveRequest(mine).ifNoneMatch().invoke().getTitle()).isEqualTo("first");
        scim.deleteRequest("Users", mine.getId())
                .ifMatch(changed.getMeta().getVersion())
                .invoke();
        refusal(ResourceNotFoundException.class, () -> scim.retrieve(mine));
    }

    /** R-GRP-1, R-GRP-3, R-GRP-8. */
    @Test
    void aGroupTakesMembersInAndLetsThemGo() throws ScimException {
        UserResource ann = scim.create("Users", barbara());
        UserResource ben = scim.create("Users", barbara());
        UserResource eve = scim.create("Users", barbara());
        String name = unique("Tour Guides");

        GroupResource group =
                scim.create("Groups", new GroupResource().setDisplayName(name).setMembers(List.of(member(ann))));
        scim.modifyRequest(group).addValues("members", member(ben), member(eve)).invoke();
        assertThat(members(group)).containsExactlyInAnyOrder(ann.getId(), ben.getId(), eve.getId());
        assertThat(scim.retrieve(ben).getGroups())
                .extracting(of -> of.getValue())
                .contains(group.getId());

        scim.modifyRequest(group)
                .removeValues("members[value eq \"" + ann.getId() + "\"]")
                .replaceValue("displayName", name + " 2")
                .invoke();
        assertThat(members(group)).containsExactlyInAnyOrder(ben.getId(), eve.getId());
        assertThat(scim.search("Groups", "displayName eq \"" + name + " 2\"", GroupResource.class))
                .extracting(GroupResource::getId)
                .containsExactly(group.getId());

        GroupResource smaller = scim.retrieve(group).setMembers(List.of(member(eve)));
        assertThat(scim.replace(smaller).getMembers())
                .extracting(Member::getValue)
                .containsExactly(eve.getId());

        scim.delete(group);
        refusal(ResourceNotFoundException.class, () -> scim.retrieve(group));
        assertThat(scim.retrieve(eve).getGroups()).isNullOrEmpty();
    }

    /** R-SCIM-4, R-SCIM-5: status, scimType and detail as the client reads them. */
    @Test
    void refusalsAreReadAsWhatTheyAre() throws ScimException {
        UserResource user = scim.create("Users", barbara());

        ScimException unknown = refusal(
                ResourceNotFoundException.class,
                () -> scim.retrieve("Users", UUID.randomUUID().toString(), UserResource.class));
        ScimException twice = refusal(
                ResourceConflictException.class,
                () -> scim.create("Users", barbara().setUserName(user.getUserName())));
        ScimException filter = refusal(
                BadRequestException.class, () -> scim.search("Users", "userName almost \"x\"", UserResource.class));
        ScimException value = refusal(
                BadRequestException.class,
                () -> scim.modifyRequest(user).replaceValue("active", "maybe").invoke());
        ScimException fixed = refusal(
                BadRequestException.class,
                () -> scim.modifyRequest(user).replaceValue("id", "x").invoke());
        ScimService nobody =
                ForeignClient.of(RunningSuite.get().scim("conformance").as("rcs_nobody"));
        ScimException stranger = refusal(UnauthorizedException.class, () -> nobody.retrieve(user));

        assertThat(unknown.getScimError().getStatus()).isEqualTo(404);
        assertThat(twice.getScimError().getScimType()).isEqualTo("uniqueness");
        assertThat(filter.getScimError().getScimType()).isEqualTo("invalidFilter");
        assertThat(value.getScimError().getScimType()).isEqualTo("invalidValue");
        assertThat(fixed.getScimError().getScimType()).isEqualTo("mutability");
        assertThat(stranger.getScimError().getStatus()).isEqualTo(401);
        assertThat(List.of(unknown, twice, filter, value, fixed, stranger))
                .allSatisfy(refused ->
                        assertThat(refused.getScimError().getDetail()).isNotBlank());
    }

    private static UserResource barbara() {
        UserResource user = new UserResource()
                .setUserName(unique("bjensen"))
                .setName(new Name().setGivenName("Barbara").setFamilyName("Jensen"))
                .setEmails(
                        new Email().setType("work").setPrimary(true).setValue(unique("bjensen") + "@elsewhere.example"),
                        new Email().setType("home").setValue("babs@home.example"));
        user.setExtension(
                new EnterpriseUserExtension().setEmployeeNumber("701984").setDepartment("Tools"));
        return user;
    }

    private static Member member(UserResource user) {
        return new Member().setValue(user.getId());
    }

    private List<String> members(GroupResource group) throws ScimException {
        return scim.retrieve(group).getMembers().stream().map(Member::getValue).toList();
    }

    private static <T extends ScimException> T refusal(Class<T> kind, ThrowingCallable call) {
        T refused = catchThrowableOfType(kind, call);
        assertThat(refused).as("refused as %s", kind.getSimpleName()).isNotNull();
        return refused;
    }
}

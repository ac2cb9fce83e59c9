package dev.rollcall.kit;

import dev.rollcall.contract.account.AccountsApi.MemberStanding;
import java.util.UUID;

/** Where a service learns a member's standing: the source of truth itself, or a call to it. Each service provides one bean. */
public interface Standings {

    /** The standing now; refused as MEMBER_UNKNOWN when there is no such membership any more. */
    MemberStanding standing(UUID memberId);
}

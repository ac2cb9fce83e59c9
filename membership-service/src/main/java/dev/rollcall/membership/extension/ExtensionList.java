package dev.rollcall.membership.extension;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All extensions of a connection in the order of their registration; so few that {@code next} is always null. */
record ExtensionList(List<ObjectNode> extensions, @Nullable String next) {}

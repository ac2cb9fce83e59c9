package dev.rollcall.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.rollcall.contract.refusal.Problem;
import dev.rollcall.contract.refusal.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One method of a contract's interface as a request: read from its Jakarta REST annotations once, so that a call only joins strings. Knows
 * {@code @PathParam}, {@code @QueryParam} and one JSON body; anything else is refused when the client is made. What comes back is JSON, or, for
 * a method that returns bytes, just those. A method that returns a {@link CompletionStage} does not wait for its answer.
 */
final class RestMethod {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    /** Bytes that take so long to read that an event loop has better things to do. */
    private static final int LARGE = 16 << 10;
    /** The same where nothing is read, only handed on. */
    private static final int LARGE_UNREAD = 256 << 10;

    private static final Executor OTHERS = Executors.newVirtualThreadPerTaskExecutor();

    /** A piece of the address: {@code text}, then, unless negative, the argument at {@code argument}. */
    private record Piece(String text, int argument) {}

    private final HttpMethod verb;
    private final List<Piece> path;
    private final List<Piece> query;
    private final int body;
    private final @Nullable ObjectWriter writer;
    private final @Nullable ObjectReader reader;
    private final boolean bytes;
    private final ObjectReader problems;
    private final boolean soon;

    private RestMethod(
            HttpMethod verb,
            List<Piece> path,
            List<Piece> query,
            int body,
            @Nullable ObjectWriter writer,
            @Nullable ObjectReader reader,
            boolean bytes,
            ObjectReader problems,
            boolean soon) {
        this.verb = verb;
        this.path = path;
        this.query = query;
        this.body = body;
        this.writer = writer;
        this.reader = reader;
        this.bytes = bytes;
        this.problems = problems;
        this.soon = soon;
    }

    static RestMethod of(Class<?> api, Method method, String basePath, ObjectMapper mapper) {
        List<String> names = new ArrayList<>(); // of path variables, by argument
        List<Piece> query = new ArrayList<>();
        int body = -1;
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            PathParam inPath = parameters[i].getAnnotation(PathParam.class);
            QueryParam inQuery = parameters[i].getAnnotation(QueryParam.class);
            names.add(inPath == null ? "" : inPath.value());
            if (inQuery != null) {
                query.add(new Piece(inQuery.value() + "=", i));
            } else if (inPath == null) {
                require(body < 0, method, "has two bodies");
                body = i;
            }
        }
        String template = basePath + path(api.getAnnotation(Path.class)) + path(method.getAnnotation(Path.class));
        boolean soon = method.getReturnType() == CompletionStage.class;
        JavaType returned = mapper.constructType(method.getGenericReturnType());
        JavaType wanted = soon ? returned.containedType(0) : returned;
        return new RestMethod(
                verb(method),
                pieces(template, names, method),
                List.copyOf(query),
                body,
                body < 0 ? null : mapper.writerFor(mapper.constructType(parameters[body].getParameterizedType())),
                method.getReturnType() == void.class ? null : mapper.readerFor(wanted),
                wanted.hasRawClass(byte[].class),
                mapper.readerFor(Problem.class),
                soon);
    }

    private static HttpMethod verb(Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            var verb = annotation.annotationType().getAnnotation(jakarta.ws.rs.HttpMethod.class);
            if (verb != null) {
                return HttpMethod.valueOf(verb.value());
            }
        }
        throw new IllegalArgumentException(method + " names no HTTP method");
    }

    private static String path(@Nullable Path annotation) {
        String path = annotation == null ? "" : annotation.value();
        return path.isEmpty() || path.startsWith("/") ? path : "/" + path;
    }

    private static List<Piece> pieces(String template, List<String> names, Method method) {
        List<Piece> pieces = new ArrayList<>();
        Matcher variable = VARIABLE.matcher(template);
        int from = 0;
        while (variable.find()) {
            int argument = names.indexOf(variable.group(1));
            require(argument >= 0, method, "lacks " + variable.group());
            pieces.add(new Piece(template.substring(from, variable.start()), argument));
            from = variable.end();
        }
        pieces.add(new Piece(template.substring(from), -1));
        return List.copyOf(pieces);
    }

    private static void require(boolean condition, Method method, String fault) {
        if (!condition) {
            throw new IllegalArgumentException(method + " " + fault);
        }
    }

    /** Makes the call. Answers what it brought, null for a method that returns nothing; or at once, when the method returns a stage of it. */
    @Nullable
    Object call(RestLink link, @Nullable Object @Nullable [] arguments) {
        @Nullable Object[] given = arguments == null ? new @Nullable Object[0] : arguments;
        if (!soon) {
            return answer(link.exchange(verb, address(given), body(given)), link.callee());
        }
        return link.send(verb, address(given), body(given)).thenCompose(came -> {
            var read = new CompletableFuture<@Nullable Object>();
            Executor thread = came.body().length > (bytes ? LARGE_UNREAD : LARGE) ? OTHERS : Runnable::run;
            return read.completeAsync(() -> answer(came, link.callee()), thread);
        });
    }

    private String address(@Nullable Object[] arguments) {
        StringBuilder address = new StringBuilder(160);
        for (Piece piece : path) {
            address.append(piece.text());
            if (piece.argument() >= 0) {
                append(address, arguments[piece.argument()]);
            }
        }
        char separator = '?';
        for (Piece piece : query) {
            for (Object value : values(arguments[piece.argument()])) {
                append(address.append(separator).append(piece.text()), value);
                separator = '&';
            }
        }
        return address.toString();
    }

    /** A list is one parameter several times; what is null is left out. */
    private static Collection<?> values(@Nullable Object argument) {
        return switch (argument) {
            case null -> List.of();
            case Collection<?> several -> several;
            default -> List.of(argument);
        };
    }

    private static void append(StringBuilder address, @Nullable Object value) {
        String text = String.valueOf(value);
        address.append(
                value instanceof String
                        ? URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20")
                        : text);
    }

    private @Nullable Buffer body(@Nullable Object[] arguments) {
        ObjectWriter known = writer;
        if (known == null) {
            return null;
        }
        try {
            return Buffer.buffer(known.writeValueAsBytes(arguments[body]));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The body of a " + verb + " cannot be written as JSON", e);
        }
    }

    private @Nullable Object answer(RestLink.Answer answer, String callee) {
        try {
            if (answer.status() < OK || answer.status() >= 300) {
                Problem problem = problems.readValue(answer.body());
                throw Refusal.valueOf(problem.code()).because(problem.detail());
            }
            ObjectReader known = reader;
            if (bytes) {
                return answer.body();
            }
            return known == null || answer.status() == NO_CONTENT ? null : known.readValue(answer.body());
        } catch (IOException | IllegalArgumentException | NullPointerException unreadable) {
            throw Refusal.UNAVAILABLE.because(callee + " answered " + answer.status() + "; try again.");
        }
    }
}

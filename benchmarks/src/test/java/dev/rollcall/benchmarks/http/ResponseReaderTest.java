package dev.rollcall.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResponseReaderTest {
    private static final String TWO =
            "HTTP/1.1 201 Created\r\ncontent-length: 5\r\nX: y\r\n\r\nfirstHTTP/1.1 204 No Content\r\n\r\n";

    @Test
    void answersAreReadOneAfterTheOther() throws IOException {
        // given
        ResponseReader reader = reader(TWO, TWO.length());

        // when
        Answer first = reader.next();
        Answer second = reader.next();

        // then
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.text()).isEqualTo("first");
        assertThat(second.status()).isEqualTo(204);
        assertThat(second.body()).isEmpty();
    }

    @Test
    void anAnswerWithoutABodyShowsItsVersion() throws IOException {
        // given
        String answers = "HTTP/1.1 204 No Content\r\nETag: W/\"3\"\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n";
        ResponseReader reader = reader(answers, answers.length());

        // when, then
        assertThat(reader.next().requireTag(204)).isEqualTo("W/\"3\"");
        Answer untagged = reader.next();
        assertThatThrownBy(() -> untagged.requireTag(204)).isInstanceOf(WrongAnswer.class);
    }

    @Test
    void bytesMayComeOneByOne() throws IOException {
        // given
        ResponseReader reader = reader(TWO, 1);

        // when, then
        assertThat(reader.next().text()).isEqualTo("first");
        assertThat(reader.next().status()).isEqualTo(204);
    }

    @Test
    void chunksAreJoined() throws IOException {
        // given
        String chunked =
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;note\r\nde\r\n0\r\n\r\nHTTP/1.1 200 OK\r\n\r\n";
        ResponseReader reader = reader(chunked, 7);

        // when, then
        assertThat(reader.next().text()).isEqualTo("abcde");
        assertThat(reader.next().status()).isEqualTo(200);
    }

    @Test
    void aConnectionThatEndsInTheMiddleIsAFailure() {
        assertThatIOException()
                .isThrownBy(() -> reader("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", 100)
                        .next())
                .withMessage("the service closed the connection");
    }

    @Test
    void anAnswerWithAnotherStatusOrContentIsWrong() {
        // given
        Answer answer = new Answer(409, null, "taken".getBytes(StandardCharsets.UTF_8));

        // when, then
        assertThatThrownBy(() -> answer.require(201, "taken"))
                .isInstanceOf(WrongAnswer.class)
                .hasMessage("expected 201 with 'taken', got 409: taken");
        assertThatThrownBy(() -> answer.require(409, "free")).isInstanceOf(WrongAnswer.class);
        assertThat(answer.require(409, "taken")).isSameAs(answer);
    }

    /** @param most bytes that one read gives */
    private static ResponseReader reader(String text, int most) {
        InputStream all = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
        return new ResponseReader(new InputStream() {
            @Override
            public int read() throws IOException {
                return all.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return all.read(target, offset, Math.min(most, length));
            }
        });
    }
}

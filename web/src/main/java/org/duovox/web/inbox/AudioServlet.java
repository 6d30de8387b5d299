package org.duovox.web.inbox;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;
import org.duovox.mailbox.Messages;
import org.duovox.messagestore.MessageId;
import org.duovox.messagestore.MessageStore;
import org.duovox.user.Extension;
import org.duovox.user.User;
import org.duovox.user.Users;
import org.duovox.web.audio.Wave;

/** Gives browsers the audio of their owner's messages, by byte ranges too (RFC 9110, 14), so that a player can skip. */
@WebServlet("/inbox/audio/*")
public class AudioServlet extends HttpServlet {

    @Inject
    private transient Users users;

    @Inject
    private transient Messages messages;

    @Inject
    private transient MessageStore store;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Wave> wave = wave(request);
        if (wave.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        long length = wave.get().length();
        String header = request.getHeader("Range");
        Optional<ByteRange> asked = ByteRange.of(header == null ? "" : header, length);
        ByteRange range = asked.orElse(new ByteRange(0, length));
        if (range.isEmpty()) {
            response.setHeader("Content-Range", "bytes */" + length);
            response.sendError(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
            return;
        }
        if (asked.isPresent()) {
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader("Content-Range", "bytes " + range.first() + "-" + (range.end() - 1) + "/" + length);
        }
        response.setContentType(Wave.MEDIA_TYPE);
        response.setHeader("Accept-Ranges", "bytes");
        response.setHeader("Cache-Control", "private, no-store");
        response.setContentLengthLong(range.end() - range.first());
        wave.get().write(response.getOutputStream(), range.first(), range.end());
    }

    private Optional<Wave> wave(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        String path = request.getPathInfo();
        if (principal == null || path == null || path.length() < 2) {
            return Optional.empty();
        }
        Optional<User> owner = Extension.of(principal.getName()).flatMap(users::withExtension);
        try {
            MessageId id = new MessageId(path.substring(1));
            return owner.flatMap(user -> messages.withId(id)
                            .filter(message -> message.mailbox().equals(user.id())))
                    .flatMap(message -> store.open(message.id()))
                    .map(Wave::of);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

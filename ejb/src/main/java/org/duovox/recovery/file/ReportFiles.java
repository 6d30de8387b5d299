package org.duovox.recovery.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.duovox.recovery.MergeReport;
import org.duovox.replication.MalformedEntryException;

/** The last recoveries' reports, a file each; and since when the servers are apart, for a server that is restarted meanwhile. */
public final class ReportFiles {

    private static final String END = ".report";

    private static final System.Logger LOG = System.getLogger(ReportFiles.class.getName());

    private final Path directory;
    private final Path apart;

    /** In a directory that is made when it is needed. */
    public ReportFiles(Path directory) {
        this.directory = directory;
        apart = directory.resolve("apart");
    }

    /** The reports that can be read, newest first. */
    public List<MergeReport> read() {
        List<MergeReport> reports = new ArrayList<>();
        List<Path> files;
        try {
            files = files();
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, "The reports of recoveries cannot be read", e);
            return List.of();
        }
        for (Path file : files) {
            try {
                reports.addAll(MergeReport.decode(Files.readAllBytes(file)));
            } catch (IOException | MalformedEntryException e) {
                LOG.log(Level.WARNING, "The report " + file + " cannot be read", e);
            }
        }
        return reports.stream().limit(MergeReport.MOST_REPORTS).toList();
    }

    /** Keeps one, and of all the newest. */
    public void keep(MergeReport report) throws IOException {
        String name = "%016d".formatted(report.detected().toEpochMilli());
        write(directory.resolve(name + END), report.encode());
        for (Path old : files().stream().skip(MergeReport.MOST_REPORTS).toList()) {
            Files.deleteIfExists(old);
        }
    }

    /** Since when the servers are apart, in milliseconds since 1970; nothing when they are not, or it cannot be read. */
    public OptionalLong apartSince() {
        try {
            return OptionalLong.of(Long.parseLong(Files.readString(apart).strip()));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (IOException | NumberFormatException e) {
            LOG.log(Level.WARNING, "It cannot be read since when the servers are apart", e);
            return OptionalLong.empty();
        }
    }

    public void apartSince(long millis) throws IOException {
        write(apart, Long.toString(millis).getBytes(StandardCharsets.US_ASCII));
    }

    public void together() throws IOException {
        Files.deleteIfExists(apart);
    }

    private void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(directory);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, content);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.toString().endsWith(END))
                    .sorted(Comparator.comparing(Path::toString).reversed())
                    .toList();
        }
    }
}

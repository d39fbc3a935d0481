package org.isthmus.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.progress.Progress;
import org.isthmus.core.random.RandomStream;
import org.isthmus.core.file.NewFile;

/// Copies finished episodes from store to store: files as they are, under new numbers, each checked on the way.
public final class StoreCopy {
    private StoreCopy() {}

    /// Copies episodes behind those of another store.
    ///
    /// @throws DiagnosticException when one is damaged, which ends the copying: those before it are there
    public static void copy(EpisodeStore from, List<EpisodeEntry> episodes, EpisodeStore to, Progress progress,
            Diagnostics diagnostics) {
        for (EpisodeEntry entry : episodes) {
            progress.checkCancelled();
            copy(from.file(entry.number()), entry, to, diagnostics);
            progress.advance(1);
        }
    }

    private static void copy(Path source, EpisodeEntry entry, EpisodeStore to, Diagnostics diagnostics) {
        long number = to.nextNumber();
        to.take(number);
        try (NewFile file = to.newFile(number, diagnostics)) {
            Files.copy(source, file.temporary(), StandardCopyOption.REPLACE_EXISTING);
            if (!StoreCheck.digest(file.temporary()).equals(entry.sha256())
                    || Files.size(file.temporary()) != entry.bytes()) {
                throw diagnostics.fatal(SourceLocation.of(source), "the episode is damaged: its checksum is wrong", "",
                        "repair its store first");
            }
            file.commit();
        } catch (IOException e) {
            throw diagnostics.fatal(SourceLocation.of(source),
                    "the episode cannot be copied (" + NewFile.reason(e) + ")", "",
                    "check the permissions and the space on the disk");
        }
        to.finished(
                new EpisodeEntry(number, entry.sha256(), entry.bytes(), entry.steps(), entry.success(), entry.info()));
    }

    /// Deals episodes out at random: shares of sizes that differ from the exact ones by less than one.
    ///
    /// @param shares of the whole, above 0, with a sum of at most 1
    /// @return for each share its episodes, by number
    public static List<List<EpisodeEntry>> split(List<EpisodeEntry> episodes, List<Double> shares, long seed) {
        RandomStream random = RandomStream.of(seed).child("split");
        List<EpisodeEntry> shuffled = new ArrayList<>(episodes);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            int k = random.nextInt(i + 1);
            EpisodeEntry other = shuffled.set(k, shuffled.get(i));
            shuffled.set(i, other);
        }
        List<List<EpisodeEntry>> out = new ArrayList<>();
        double sum = 0;
        int from = 0;
        for (double share : shares) {
            sum += share;
            if (!(share > 0) || sum > 1 + 1e-9) {
                throw new IllegalArgumentException(
                        "shares " + shares + ", expected numbers above 0 with a sum up to 1");
            }
            int to = (int) Math.min(shuffled.size(), Math.round(sum * shuffled.size()));
            List<EpisodeEntry> part = new ArrayList<>(shuffled.subList(from, to));
            part.sort(Comparator.comparingLong(EpisodeEntry::number));
            out.add(part);
            from = to;
        }
        return out;
    }
}

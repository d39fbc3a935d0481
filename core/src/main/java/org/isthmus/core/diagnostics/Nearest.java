package org.isthmus.core.diagnostics;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds what the user probably meant.
public final class Nearest {
    /// Candidates that are looked at; a hint is not worth more time.
    public static final int MAX_CANDIDATES = 5_000;

    private Nearest() {}

    /// The candidate with the smallest edit distance to `word`, if it is near enough to be a likely typing error (a third of
    /// the letters, at least 1, ignoring case). Candidates after the first [#MAX_CANDIDATES] are not looked at.
    public static Optional<String> to(String word, Collection<String> candidates) {
        String best = null;
        int bestDistance = Math.max(1, word.length() / 3) + 1;
        if (word.length() > 64) {
            return Optional.empty();
        }
        int looked = 0;
        for (String candidate : candidates) {
            if (++looked > MAX_CANDIDATES) {
                break;
            }
            if (Math.abs(candidate.length() - word.length()) >= bestDistance) {
                continue;
            }
            int d = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (d < bestDistance) {
                bestDistance = d;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /// A remedy for an unknown word: `did you mean 'x'?`, or empty when nothing known is near.
    public static String remedy(String word, Collection<String> candidates) {
        return to(word, candidates).map(c -> "did you mean '" + c + "'?").orElse("");
    }

    /// Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours.
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}

package org.tonotopy.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The user that PostgreSQL runs as. PostgreSQL refuses root, so a program run by root has to run it as somebody else:
 * as the owner of the data where that is an ordinary user, else as {@code nobody}, and where {@code nobody} cannot
 * reach the data (a checkout below {@code /root}, say), as root seen through a user namespace, in which the server has
 * an ordinary user's number and none of root's capabilities.
 */
final class ServerAccount {
    private static final Logger log = LoggerFactory.getLogger(ServerAccount.class);
    private static final String UNPRIVILEGED_USER = "nobody";

    /** What the account must be able to do: not be root, change the server folder, run the server. */
    private static final String PROBE =
            "test \"$(id -u)\" != 0 && test -w \"$1\" && test -x \"$1\" && \"$2\" --version >/dev/null";

    private final String description;
    private final List<String> prefix;
    private final int uid;
    private final int gid;

    private ServerAccount(String description, List<String> prefix, int uid, int gid) {
        this.description = description;
        this.prefix = prefix;
        this.uid = uid;
        this.gid = gid;
    }

    /** The command line that runs a command as this account. */
    List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** Hands a path to this account. */
    void own(Path path) throws IOException {
        if (!prefix.isEmpty()) {
            FileTree.chown(path, uid, gid);
        }
    }

    /**
     * Chooses the account for a server folder and hands the folder and everything in it to that account.
     *
     * @param serverFolder an existing folder, empty or with a server's data
     */
    static ServerAccount forFolder(Path serverFolder, PostgresBinaries binaries)
            throws IOException, InterruptedException {
        if (new UnixSystem().getUid() != 0) {
            return new ServerAccount("the current user", List.of(), -1, -1);
        }
        int ownerUid = (Integer) Files.getAttribute(serverFolder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        int ownerGid = (Integer) Files.getAttribute(serverFolder, "unix:gid", LinkOption.NOFOLLOW_LINKS);
        List<String> tried = new ArrayList<>();
        for (ServerAccount candidate : candidates(ownerUid, ownerGid)) {
            FileTree.chown(serverFolder, candidate.uid, candidate.gid);
            List<String> probe = candidate.command(List.of(
                    "/bin/sh",
                    "-c",
                    PROBE,
                    "sh",
                    serverFolder.toString(),
                    binaries.postgres().toString()));
            ChildProcess.Outcome outcome = ChildProcess.run(probe, "");
            if (outcome.succeeded()) {
                log.debug("PostgreSQL runs as {}", candidate.description);
                if (candidate.uid != ownerUid || candidate.gid != ownerGid) {
                    new FileTree(serverFolder).giveTo(candidate.uid, candidate.gid);
                }
                return candidate;
            }
            tried.add(candidate.description);
            log.debug("PostgreSQL cannot run as {}: {}", candidate.description, outcome.output());
        }
        FileTree.chown(serverFolder, ownerUid, ownerGid);
        throw new EmbeddedPostgresException("PostgreSQL refuses to run as root, and the unprivileged user "
                + UNPRIVILEGED_USER + " cannot use " + serverFolder + " (tried: "
                + String.join(", ", tried)
                + "). Run as an ordinary user, or name a data folder that every user can reach with --data, for example"
                + " --data /var/lib/tonotopy.");
    }

    private static List<ServerAccount> candidates(int ownerUid, int ownerGid) throws InterruptedException {
        List<ServerAccount> candidates = new ArrayList<>();
        if (ownerUid != 0) {
            candidates.add(new ServerAccount("the folder's owner", setpriv(ownerUid, ownerGid), ownerUid, ownerGid));
        }
        ChildProcess.Outcome uidOutput = ChildProcess.run(List.of("id", "-u", UNPRIVILEGED_USER), "");
        ChildProcess.Outcome gidOutput = ChildProcess.run(List.of("id", "-g", UNPRIVILEGED_USER), "");
        if (uidOutput.succeeded() && gidOutput.succeeded()) {
            int uid = Integer.parseInt(uidOutput.output().strip());
            int gid = Integer.parseInt(gidOutput.output().strip());
            candidates.add(new ServerAccount(UNPRIVILEGED_USER + " by setpriv", setpriv(uid, gid), uid, gid));
            candidates.add(new ServerAccount(
                    UNPRIVILEGED_USER + " by runuser", List.of("runuser", "-u", UNPRIVILEGED_USER, "--"), uid, gid));
            candidates.add(new ServerAccount(
                    UNPRIVILEGED_USER + " by su",
                    List.of("su", "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", "--", UNPRIVILEGED_USER),
                    uid,
                    gid));
            // Inside the namespace root's files belong to this number, which initdb looks up by name.
            candidates.add(new ServerAccount(
                    "root in a user namespace",
                    List.of("unshare", "--user", "--map-user=" + uid, "--map-group=" + gid),
                    0,
                    0));
        }
        return candidates;
    }

    private static List<String> setpriv(int uid, int gid) {
        return List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups");
    }
}

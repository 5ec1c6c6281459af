package org.tonotopy.client.cli;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tonotopy.client.Tonotopy;
import org.tonotopy.client.TonotopyException;
import org.tonotopy.client.TonotopyException.Kind;
import org.tonotopy.client.generated.model.AskedSharing;
import org.tonotopy.client.generated.model.PutVisibilityRequest;
import org.tonotopy.client.generated.model.Visibility;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says who may read a thing. */
@Command(
        description = "Say who may read it, as a whole; without --visibility show who may.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tonotopy dataset share ns1@1 --visibility lab",
            "  tonotopy dataset share ns1@1 --visibility private --with ada --with-lab auditory",
        })
abstract class ShareCommand extends ServerCommand {
    @Parameters(paramLabel = "REFERENCE", description = "Name and version.")
    private String reference = "";

    @Option(
            names = "--visibility",
            paramLabel = "WHO",
            description =
                    "public: everybody who may read what it stands on; lab: its owner's lab; private: nobody else.")
    private @Nullable String visibility;

    @Option(names = "--with", paramLabel = "ACCOUNT", description = "An account that may read it too.")
    private List<String> accounts = List.of();

    @Option(names = "--with-lab", paramLabel = "LAB", description = "A lab whose accounts may read it too.")
    private List<String> labs = List.of();

    ShareCommand(Screen screen) {
        super(screen);
    }

    /** Who may read it. */
    abstract Visibility get(Tonotopy server, String thing);

    /** Changes who may. */
    abstract Visibility put(Tonotopy server, String thing, PutVisibilityRequest request);

    @Override
    ExitCode run(Tonotopy server) {
        Visibility now = visibility == null ? get(server, reference) : put(server, reference, request(visibility));
        return tell(server, now, () -> {
            print(text(now.getVisibility()));
            if (now.getSharedWith() != null) {
                now.getSharedWith().getAccounts().forEach(account -> print("account  " + account));
                now.getSharedWith().getLabs().forEach(lab -> print("lab      " + lab));
            }
        });
    }

    private PutVisibilityRequest request(String who) {
        PutVisibilityRequest request = new PutVisibilityRequest();
        request.setVisibility(Arrays.stream(PutVisibilityRequest.VisibilityEnum.values())
                .filter(value -> text(value).equals(who))
                .findFirst()
                .orElseThrow(() -> new TonotopyException(
                        Kind.NOT_UNDERSTOOD, "There is no visibility " + who + ": use public, lab or private.")));
        request.setSharedWith(new AskedSharing().accounts(accounts).labs(labs));
        return request;
    }
}

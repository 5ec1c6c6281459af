package org.tonotopy.api.problem;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.tonotopy.registry.json.RegistryJson;

/** What the container refuses before any filter sees it, such as a malformed address, is a problem too. */
public final class ProblemReportValve extends ErrorReportValve {
    private static final Logger log = LoggerFactory.getLogger(ProblemReportValve.class);

    /** For the container, which makes it by name. */
    public ProblemReportValve() {
        super();
    }

    @Override
    protected void report(Request request, Response response, Throwable thrown) {
        int status = response.getStatus();
        boolean nothingToSay = status < HttpStatus.BAD_REQUEST.value() || response.getContentWritten() > 0;
        if (nothingToSay || !response.setErrorReported()) {
            return;
        }
        ProblemType type = status < HttpStatus.INTERNAL_SERVER_ERROR.value()
                ? ProblemType.MALFORMED_REQUEST
                : ProblemType.INTERNAL;
        Problem problem = Problem.of(type, "The request was refused before it was looked at in detail.", List.of());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        try {
            OutputStream body = response.getOutputStream();
            body.write(RegistryJson.mapper().writeValueAsBytes(problem));
            response.finishResponse();
        } catch (IOException gone) {
            log.debug("The client went away", gone);
        }
    }
}

package org.tonotopy.api.lab;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.lock.TransactionLock;
import org.tonotopy.api.paging.Page;
import org.tonotopy.api.paging.PageToken;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.account.Lab;
import org.tonotopy.registry.account.LabRepository;

/** Makes and finds labs. */
@Service
class LabService {
    private static final String QUERY = "labs";

    private final LabRepository labs;
    private final TransactionLock lock;
    private final Clock clock;

    LabService(LabRepository labs, TransactionLock lock, Clock clock) {
        this.labs = labs;
        this.lock = lock;
        this.clock = clock;
    }

    /** Makes a lab, or changes it. */
    @Transactional
    public Put<LabResponse> put(String name, PutLabRequest request) {
        FieldProblems problems = new FieldProblems();
        problems.requireName("name", name);
        Optional<Integer> cap = JobCapCheck.read(request.jobCap(), problems);
        problems.refuse();
        lock.take("lab", name);
        Optional<Lab> known = labs.findByName(name);
        Lab lab = known.orElseGet(() -> labs.save(new Lab(name, clock.instant())));
        lab.capAt(cap);
        return new Put<>(LabResponse.of(lab), known.isEmpty());
    }

    @Transactional(readOnly = true)
    public LabResponse get(String name) {
        return labs.findByName(name)
                .map(LabResponse::of)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NO_SUCH_LAB, "No lab is called " + name + "; GET /api/v1/labs lists them."));
    }

    @Transactional(readOnly = true)
    public Page<LabResponse> list(Optional<String> token, int limit) {
        String after = PageToken.read(token, QUERY, 1, parts -> parts.get(0)).orElse("");
        List<Lab> found = labs.findByNameGreaterThanOrderByName(after, Limit.of(limit + 1));
        return Page.cut(found, QUERY, limit, last -> List.of(last.name())).map(LabResponse::of);
    }
}

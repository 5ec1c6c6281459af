package org.tonotopy.api.paging;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManagerFactory;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.tonotopy.api.ApiTest;
import org.tonotopy.registry.dataset.Dataset;

/** A list costs as many statements of the mapper as there are kinds of things in it, however many elements it has. */
class QueriesPerRequestTest extends ApiTest {
    private static final int ELEMENTS = 12;
    private static final int MOST = 10;

    @Autowired
    EntityManagerFactory entities;

    private Statistics statistics;
    private String model = "";

    @BeforeEach
    void fill() {
        statistics = entities.unwrap(SessionFactory.class).getStatistics();
        String name = freshName("queries");
        String dataset = fixture.dataset(name, 2, 5);
        String others = fixture.dataset(name + "-others", 2, 5);
        for (int number = 0; number < ELEMENTS; number++) {
            String benchmark = member.post("/api/v1/benchmarks", """
                            {"name": "%s-%d", "dataset": "%s",
                             "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, number, dataset))
                    .json()
                    .path("reference")
                    .stringValue();
            String other = member.post("/api/v1/benchmarks", """
                            {"name": "%s-other-%d", "dataset": "%s",
                             "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, number, others))
                    .json()
                    .path("reference")
                    .stringValue();
            member.post("/api/v1/suites", """
                    {"name": "%s-%d", "benchmarks": ["%s", "%s"]}""".formatted(name, number, benchmark, other));
            model = fixture.fit(
                            UUID.fromString(member.post(
                                            "/api/v1/jobs",
                                            "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": {\"kind\": \"ln\"}}"
                                                    .formatted(benchmark))
                                    .json()
                                    .path("id")
                                    .stringValue()),
                            0.5)
                    .reference()
                    .toString();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/models",
                "/api/v1/jobs",
                "/api/v1/benchmarks",
                "/api/v1/suites",
                "/api/v1/datasets",
                "/jobs",
                "/"
            })
    void aListAsksOnceForEachKindOfThing(String address) {
        statistics.setStatisticsEnabled(true);
        statistics.clear();
        try {
            assertThat(viewer.get(address + (address.startsWith("/api") ? "?limit=" + ELEMENTS : ""))
                            .status())
                    .isEqualTo(200);
            assertThat(statistics.getPrepareStatementCount()).isLessThanOrEqualTo(MOST);
        } finally {
            statistics.setStatisticsEnabled(false);
        }
    }

    /** A dataset has a long report, and what is in it of each neuron. */
    @Test
    void aPageReadsEachDatasetOnce() {
        assertThat(datasetsReadBy("/models/" + model)).isEqualTo(1);
        assertThat(datasetsReadBy("/"))
                .as("the newest three benchmarks are on two")
                .isEqualTo(2);
    }

    private long datasetsReadBy(String page) {
        statistics.setStatisticsEnabled(true);
        statistics.clear();
        try {
            assertThat(viewer.get(page).status()).isEqualTo(200);
            return statistics.getEntityStatistics(Dataset.class.getName()).getLoadCount();
        } finally {
            statistics.setStatisticsEnabled(false);
        }
    }
}
